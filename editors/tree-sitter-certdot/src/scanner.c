// The tokens of `.cert` files that need a look ahead: line ends, comments, and what is like them but is not.
//
// A line end before an arrow goes on with the chain before it, whatever blank lines and comments stand between. A `#`
// begins a comment only where nothing stands before it on its line. A slash is part of a path or a value unless it is
// half of a comment's mark. A reserved word is no name, not even where no statement can begin with it.

#include <stdbool.h>
#include <string.h>

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

// In the order of `externals` in `grammar.js`.
enum Token {
    START,
    NEWLINE,
    CONTINUATION,
    COMMENT,
    STRING_CONTENT,
    LONE_SLASH,
    FIRST_SLASH,
    LAST_SLASH,
    END_OF_VALUE,
    RESERVED_WORD,
    RECOVERY,
    KEY,
    VALUE_TEXT,
    REST_OF_VALUE,
    USE,
    DIAGRAM,
    CERT,
    EDGE,
    GROUP,
    NODE,
    ROW,
    IN,
    NEW,
    EACH,
};

// A reserved word, and the token that it may be. For five of them there is none yet.
typedef struct {
    const char *word;
    enum Token token;
} Reserved;

static const Reserved RESERVED[] = {
    {"use", USE},   {"diagram", DIAGRAM},    {"cert", CERT}, {"class", RESERVED_WORD},  {"edge", EDGE},
    {"group", GROUP}, {"node", NODE},        {"row", ROW},   {"in", IN},                {"new", NEW},
    {"each", EACH}, {"earned", RESERVED_WORD}, {"started", RESERVED_WORD}, {"skipped", RESERVED_WORD},
    {"goal", RESERVED_WORD},
};

enum { LONGEST_RESERVED = 7 };

typedef struct {
    // Whether the token before the first line has been made, which looks ahead as a line end does.
    bool has_started;
    // Whether the next `#` is the first on its line, blanks and block comments aside. Only what stands before it on the
    // line could tell, and the parser does not say what it has read; so the line end before it looks ahead.
    bool hash_is_comment;
} Scanner;

// What no file may hold, in strings and comments neither.
static bool is_forbidden(int32_t character) {
    return character < ' ' ? character != '\t' && character != '\n'
                           : (character >= 0x7F && character <= 0x9F) || character == 0xFEFF || character == 0xFFFE ||
                                 character == 0xFFFF;
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }

static bool is_blank(int32_t character) { return character == ' ' || character == '\t'; }

// Takes a line end, if there is one here.
static bool take_newline(TSLexer *lexer) {
    if (lexer->lookahead == '\r') advance(lexer);
    if (lexer->lookahead != '\n') return false;
    advance(lexer);
    return true;
}

// Takes the rest of a line, and leaves the mark of the token's end there.
static void take_line(TSLexer *lexer) {
    while (!lexer->eof(lexer) && lexer->lookahead != '\n' && !is_forbidden(lexer->lookahead)) advance(lexer);
    lexer->mark_end(lexer);
}

// Takes a block comment whose first slash has been taken.
static bool take_block_comment(TSLexer *lexer) {
    if (lexer->lookahead != '*') return false;
    advance(lexer);
    bool star = false;
    while (!lexer->eof(lexer)) {
        int32_t character = lexer->lookahead;
        if (character == '\r') {
            if (!take_newline(lexer)) return false;
            star = false;
            continue;
        }
        if (is_forbidden(character)) return false;
        advance(lexer);
        if (star && character == '/') return true;
        star = character == '*';
    }
    return false;
}

// Whether what comes next on this line is a `#`. Tells in `has_slash` whether it has taken a slash on its way, and what
// follows that is no block comment.
static bool hash_follows(TSLexer *lexer, bool *has_slash) {
    for (;;) {
        while (is_blank(lexer->lookahead)) advance(lexer);
        if (lexer->lookahead != '/') return lexer->lookahead == '#';
        advance(lexer);
        if (!take_block_comment(lexer)) {
            *has_slash = true;
            return false;
        }
    }
}

static bool arrow_is_here(TSLexer *lexer) {
    int32_t first = lexer->lookahead;
    if (first != '>' && first != '<' && first != '-') return false;
    advance(lexer);
    return lexer->lookahead == first || (first == '<' && lexer->lookahead == '>');
}

// Whether the first line from here on that is not blank begins with an arrow.
static bool arrow_follows(TSLexer *lexer, bool *hash_is_comment) {
    for (bool is_first_line = true;; is_first_line = false) {
        bool has_slash = false;
        bool hash = hash_follows(lexer, &has_slash);
        if (is_first_line) *hash_is_comment = hash;
        if (hash || (has_slash && lexer->lookahead == '/')) {
            while (!lexer->eof(lexer) && lexer->lookahead != '\n') advance(lexer);
        } else if (has_slash) {
            return false;
        }
        if (!take_newline(lexer)) return arrow_is_here(lexer);
    }
}

// Of other scripts' characters, those that belong to no name begin nothing else: it is an error either way.
static bool is_name_character(int32_t character) {
    return character >= 0x80 || character == '_' || (character >= '0' && character <= '9') ||
           (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
}

static bool is_value_character(int32_t character) {
    switch (character) {
        case '-':
        case '.':
        case '#':
        case '%':
        case '+':
        case ':':
            return true;
        default:
            return is_name_character(character);
    }
}

// Whether here stands a reserved word that is not the word of a statement.
static bool reserved_word_is_here(TSLexer *lexer, const bool *valid) {
    char word[LONGEST_RESERVED + 1] = {0};
    size_t length = 0;
    while (lexer->lookahead >= 'a' && lexer->lookahead <= 'z') {
        if (length == LONGEST_RESERVED) return false;
        word[length++] = (char)lexer->lookahead;
        advance(lexer);
    }
    for (size_t i = 0; i < sizeof RESERVED / sizeof *RESERVED; i++) {
        if (strcmp(word, RESERVED[i].word) != 0) continue;
        if (RESERVED[i].token != RESERVED_WORD && valid[RESERVED[i].token]) return false;
        if (is_name_character(lexer->lookahead)) return false;
        lexer->mark_end(lexer);
        if (lexer->lookahead != '-') return true;
        advance(lexer);
        return !is_name_character(lexer->lookahead);
    }
    return false;
}

static bool made(TSLexer *lexer, enum Token token) {
    lexer->result_symbol = token;
    return true;
}

// A comment, or one of the slashes of a value.
static bool scan_slash(TSLexer *lexer, const bool *valid, bool may_be_last) {
    bool recovers = valid[RECOVERY];
    bool is_in_value = valid[LAST_SLASH] && !recovers;
    advance(lexer);
    if (lexer->lookahead == '/' || lexer->lookahead == '*') {
        // The mark of the token's end stands where this value has ended.
        if (is_in_value) return made(lexer, END_OF_VALUE);
        if (lexer->lookahead == '/') {
            take_line(lexer);
            return made(lexer, COMMENT);
        }
        if (!take_block_comment(lexer)) return false;
        lexer->mark_end(lexer);
        return made(lexer, COMMENT);
    }
    if (recovers) return false;
    lexer->mark_end(lexer);
    if (valid[FIRST_SLASH]) return made(lexer, is_value_character(lexer->lookahead) ? FIRST_SLASH : LONE_SLASH);
    return may_be_last && made(lexer, LAST_SLASH);
}

static bool scan_string_content(TSLexer *lexer) {
    bool has_content = false;
    while (!lexer->eof(lexer) && lexer->lookahead != '"' && lexer->lookahead != '\\' && lexer->lookahead != '\n' &&
           !is_forbidden(lexer->lookahead)) {
        advance(lexer);
        has_content = true;
    }
    lexer->mark_end(lexer);
    return has_content && made(lexer, STRING_CONTENT);
}

bool tree_sitter_certdot_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
    Scanner *scanner = payload;
    bool recovers = valid[RECOVERY];
    bool has_slash = false;

    if (!scanner->has_started && valid[START]) {
        lexer->mark_end(lexer);
        scanner->has_started = true;
        scanner->hash_is_comment = hash_follows(lexer, &has_slash);
        return made(lexer, START);
    }
    if (valid[STRING_CONTENT] && !recovers) return scan_string_content(lexer);

    lexer->mark_end(lexer);
    bool may_be_last = valid[LAST_SLASH] && lexer->lookahead == '/';
    // They are no part of the token.
    while (is_blank(lexer->lookahead)) lexer->advance(lexer, true);
    switch (lexer->lookahead) {
        case '/':
            return scan_slash(lexer, valid, may_be_last);
        case '#':
            if (!scanner->hash_is_comment) return false;
            scanner->hash_is_comment = false;
            take_line(lexer);
            return made(lexer, COMMENT);
        case '\r':
        case '\n':
            if (!take_newline(lexer)) return false;
            lexer->mark_end(lexer);
            if (valid[CONTINUATION] && !recovers && arrow_follows(lexer, &scanner->hash_is_comment))
                return made(lexer, CONTINUATION);
            if (!valid[CONTINUATION] || recovers) scanner->hash_is_comment = hash_follows(lexer, &has_slash);
            return made(lexer, NEWLINE);
        default:
            if (recovers || valid[KEY] || valid[VALUE_TEXT] || valid[REST_OF_VALUE]) return false;
            return reserved_word_is_here(lexer, valid) && made(lexer, RESERVED_WORD);
    }
}

void *tree_sitter_certdot_external_scanner_create(void) {
    Scanner *scanner = ts_calloc(1, sizeof(Scanner));
    return scanner;
}

void tree_sitter_certdot_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_certdot_external_scanner_serialize(void *payload, char *buffer) {
    const Scanner *scanner = payload;
    buffer[0] = (char)(scanner->has_started | scanner->hash_is_comment << 1);
    return 1;
}

void tree_sitter_certdot_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    Scanner *scanner = payload;
    unsigned state = length > 0 ? (unsigned char)buffer[0] : 0;
    scanner->has_started = state & 1;
    scanner->hash_is_comment = state >> 1 & 1;
}
