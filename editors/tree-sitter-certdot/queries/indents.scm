; For Helix, which knows no `@end`, and Zed. In Vim and Neovim, `editors/vim` indents.

(block "}" @end) @indent

(attributes "]" @end) @indent

[
  "}"
  "]"
] @outdent
