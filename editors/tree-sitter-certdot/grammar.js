/**
 * The grammar of `.cert` files for editors: what `grammar/cert.pest` and the tree builder of certdot take, and nothing
 * else.
 *
 * Line ends mean something in this language, so they are tokens (`_newline`), and each rule says where one may stand.
 * Only blanks and comments may stand anywhere. What needs a look ahead is in `src/scanner.c`.
 */

// The characters that Unicode 17 and 18 have added to XID_Start, and those beside them to XID_Continue. certdot knows
// them; tree-sitter's program, which resolves `\p{…}`, knows those up to Unicode 16.
const NEW_START = classes(`
  558 58B-58C 88F C5C CDC 208F 209D-209F A7CE-A7CF A7D2 A7D4 A7DD A7E2 A7F1 AB6C-AB6D 107BB-107BF 10940-10959
  10EC5-10EC7 10ED9-10EEE 11B0A 11DB0-11DDB 11DE0-11DE9 11DF1 1246F 12475-1247F 12550-12686 16EA0-16EB8
  16EBB-16ED3 16FF2-16FF6 187F8-187FF 18CD6-18CDA 18D09-18D20 18D80-18DF2 18E00-19191 191A0-191D2 1B123-1B128
  1B168 1D6A6 1DF1F-1DF24 1DF2B-1DF81 1DF90-1DF96 1DFCD-1DFFF 1E6C0-1E6DE 1E6E0-1E6E2 1E6E4-1E6E5 1E6E7-1E6ED
  1E6F0-1E6F4 1E6FE-1E6FF 2B73A-2B73F 2B81E 2CEA2-2CEAD 323B0-33479 3D000-3FC3F
`);
const NEW_CONTINUE = classes(`
  5C8-5C9 B53-B54 1ACF-1AF0 10ECB-10ECF 10EF0-10EFB 11B60-11B67 11DF0 1D127-1D128 1D250-1D252 1D25B-1D25C 1D25F
  1D280-1D281 1E6E3 1E6E6 1E6EE-1E6EF 1E6F5
`);

// A name's characters, the hyphen aside, and those with which it may begin: letters and numbers. Some numbers, like `፩`,
// are no XID_Start.
const CHARACTER = `\\p{XID_Continue}${NEW_START}${NEW_CONTINUE}`;
const FIRST = `\\p{XID_Start}_\\p{Nd}\\p{Nl}\\u{1369}-\\u{1371}\\u{19DA}${NEW_START}`;

// What a `\u{…}` may stand for, in the words of its digits: no surrogate, no control character but tab and line feed,
// and neither U+FEFF nor U+FFFE nor U+FFFF.
const HEX = '[0-9a-fA-F]';
const CODE = [
  '0{0,5}[9aA]',
  `0{0,4}(?:[2-6a-fA-F]${HEX}|7[0-9a-eA-E])`,
  `0{0,3}[1-9a-fA-F]${HEX}{2}`,
  `0{0,2}(?:[1-9a-cA-C]${HEX}{3}|[dD][0-7]${HEX}{2}|[eE]${HEX}{3}|[fF][0-9a-dA-D]${HEX}{2})`,
  `0{0,2}[fF][eE](?:[0-9a-eA-E]${HEX}|[fF][0-9a-eA-E])`,
  `0{0,2}[fF]{2}(?:[0-9a-eA-E]${HEX}|[fF][0-9a-dA-D])`,
  `0?[1-9a-fA-F]${HEX}{4}`,
  `10${HEX}{4}`,
].join('|');

const VALUE_CHARACTER = `[${CHARACTER}\\-.#%+:]`;
const VALUE_TEXT = new RustRegex(`${VALUE_CHARACTER}(?:/?${VALUE_CHARACTER})*`);

/** Ranges of characters as they are written inside the brackets of a regular expression. */
function classes(ranges) {
  return ranges
    .trim()
    .split(/\s+/)
    .map(range => range.split('-').map(code => `\\u{${code}}`).join('-'))
    .join('');
}

/** `a, b, c`; after a comma, a statement goes on over line ends. */
const list_of = ($, rule) => seq(rule, repeat(seq(',', optional($._gap), rule)));

/** What stands in a file or a block: statements that end at a line end, at `;`, or before the end of what they are in. */
const statements = ($, statement) =>
  seq(
    repeat(choice($._newline, ';', seq(statement, choice($._newline, ';')))),
    optional(statement),
  );

const name = $ => choice($.name, alias($._filled_string, $.string));
const label = $ => field('label', choice(alias($._filled_string, $.string), alias($._empty_string, $.string)));
const attributes = $ => field('attributes', $.attributes);
const label_and_attributes = $ => seq(optional(label($)), optional(attributes($)));

module.exports = grammar({
  name: 'certdot',

  word: $ => $.name,

  extras: $ => [/[ \t]/, $.comment],

  externals: $ => [
    $._start,
    $._newline,
    $._continuation,
    $.comment,
    $.string_content,
    $._lone_slash,
    $._first_slash,
    $._last_slash,
    $._end_of_value,
    $._reserved_word,
    $._error,

    // These the scanner does not make: where one of them may stand, a word is no reserved word out of place.
    $.key,
    $._value_text,
    $._rest_of_value,
    'use',
    'diagram',
    'cert',
    'edge',
    'group',
    'node',
    'row',
    'in',
    'new',
    'each',
  ],

  rules: {
    source_file: $ => seq($._start, statements($, choice($._statement, $._top_level_statement))),

    // ---- statements ----

    _statement: $ => choice($.chain, $.group, $.row, $.defaults),

    _top_level_statement: $ => choice($.use, $.diagram, $.cert, $.edge_style),

    use: $ => seq('use', field('name', name($))),

    diagram: $ => seq('diagram', label_and_attributes($)),

    cert: $ => seq('cert', field('name', name($)), label_and_attributes($)),

    edge_style: $ => seq('edge', field('name', name($)), label_and_attributes($)),

    group: $ => seq('group', field('name', name($)), label_and_attributes($), field('body', $.block)),

    block: $ => seq('{', statements($, $._statement), '}'),

    row: $ => seq('row', list_of($, $.path)),

    defaults: $ => seq(choice('node', 'edge', 'group'), attributes($)),

    // Without the word `node`, a chain has an arrow.
    chain: $ =>
      choice(
        seq('node', $.terms, repeat($._joint), optional($.place)),
        seq(alias($._first_terms, $.terms), repeat1($._joint), optional($.place)),
        seq(alias($._link_of_line, $.terms), $._joint_of_line, repeat($._joint), optional($.place)),
      ),

    // ---- chains ----

    _joint: $ => seq(optional(seq($._continuation, optional($._gap))), $._joint_of_line),

    _joint_of_line: $ => seq($.arrow, optional($._gap), $.terms),

    arrow: _ => choice('>>', '<<', '--', '<>'),

    terms: $ => list_of($, $.term),

    term: $ =>
      choice(
        seq(optional(choice('new', 'each')), field('name', $.path), label_and_attributes($)),
        seq(optional('new'), 'edge', label_and_attributes($)),
      ),

    // `edge "x"` and `edge [color=red]` at a line's start are statements, unless an arrow or a comma follows them on
    // that line. So a chain that begins with them does not go on with an arrow on the next.
    _first_terms: $ =>
      choice(
        seq(alias($._first_term, $.term), repeat($._further_term)),
        seq(alias($._link, $.term), repeat1($._further_term)),
      ),

    _further_term: $ => seq(',', optional($._gap), $.term),

    _first_term: $ =>
      choice(
        seq(optional(choice('new', 'each')), field('name', $.path), label_and_attributes($)),
        seq('new', 'edge', label_and_attributes($)),
        'edge',
      ),

    _link_of_line: $ => alias($._link, $.term),

    _link: $ => seq('edge', choice(seq(label($), optional(attributes($))), attributes($))),

    place: $ => seq('in', $.path),

    path: $ => seq(name($), repeat(seq('/', optional($._gap), name($)))),

    // ---- attributes ----

    attributes: $ =>
      seq(
        '[',
        optional($._gap),
        optional(
          seq(
            $.attribute,
            repeat(seq($._separator, $.attribute)),
            optional($._gap),
            optional(seq(',', optional($._gap))),
          ),
        ),
        ']',
      ),

    _separator: $ =>
      choice($._gap, seq(optional($._gap), choice(',', ';'), optional($._gap))),

    attribute: $ =>
      seq(
        field('key', $.key),
        '=',
        optional($._gap),
        field('value', choice($.value, alias($._filled_string, $.string), alias($._empty_string, $.string))),
      ),

    key: _ => new RustRegex(`(?:-?[${CHARACTER}])+`),

    // A slash belongs to it, but not the first half of a comment's mark. Which it is at either end, the scanner tells; and
    // where a comment follows, it says that there the value ends, because comments may stand before any token.
    value: $ =>
      choice(
        $._lone_slash,
        seq(
          choice($._value_text, seq($._first_slash, $._rest_of_value)),
          optional(choice($._last_slash, $._end_of_value)),
        ),
      ),

    _value_text: _ => VALUE_TEXT,
    _rest_of_value: _ => token.immediate(VALUE_TEXT),

    // ---- words ----

    // A hyphen belongs to it only between two other characters: `a--b` is two names and an arrow.
    name: _ => new RustRegex(`[${FIRST}](?:-?[${CHARACTER}])*`),

    _filled_string: $ => seq('"', repeat1(choice($.string_content, $.escape_sequence)), token.immediate('"')),

    _empty_string: _ => seq('"', token.immediate('"')),

    escape_sequence: _ => token.immediate(new RustRegex(`\\\\(?:["\\\\nt]|u\\{(?:${CODE})\\})`)),

    // ---- line ends ----

    _gap: $ => repeat1($._newline),
  },
});
