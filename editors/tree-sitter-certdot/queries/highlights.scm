; Where editors have different names for one thing, Helix' comes first: Neovim and Zed go by the last that they know.

[
  "use"
  "diagram"
  "cert"
  "edge"
  "group"
  "node"
  "row"
] @keyword

[
  "in"
  "new"
  "each"
] @keyword.modifier

(arrow) @operator

"=" @operator

[
  ","
  ";"
  "/"
] @punctuation.delimiter

[
  "{"
  "}"
  "["
  "]"
] @punctuation.bracket

(comment) @comment

; ---- words ----

(term name: (path (name) @variable))

(row (path (name) @variable))

(group name: (name) @type)

(place (path (name) @type))

(cert name: (name) @constant)

(edge_style name: (name) @constant)

(use name: (name) @namespace @module)

; ---- attributes ----

(key) @attribute

((value) @constant.numeric @number
  (#match? @number "^[-+]?[0-9]*[.]?[0-9]+[%]?$"))

((value) @constant.builtin.boolean @boolean
  (#match? @boolean "^(true|false)$"))

((value) @string.special
  (#not-match? @string.special "^(true|false|[-+]?[0-9]*[.]?[0-9]+[%]?)$"))

(string) @string

(escape_sequence) @constant.character.escape @string.escape
