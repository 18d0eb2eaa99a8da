" Trees of skills and certifications for certdot.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

" A hyphen belongs to names, so that `in-house` holds no `in`.
syntax iskeyword @,48-57,_,-,192-255

syntax keyword certdotStatement cert diagram edge group node row use
syntax keyword certdotModifier each in new
syntax keyword certdotReserved class earned goal skipped started
syntax match certdotArrow />>\|<<\|<>\|--/
syntax match certdotBlock /[{}]/

" A backslash that begins none of the five escapes is a mistake.
syntax match certdotBadEscape contained /\\./
syntax match certdotEscape contained /\\["\\nt]\|\\u{\x\{1,6}}/
syntax region certdotString start=/"/ end=/"/ oneline contains=certdotBadEscape,certdotEscape

syntax region certdotAttributes matchgroup=certdotBracket start=/\[/ end=/\]/
      \ contains=certdotKey,certdotString,certdotColor,certdotNumber,certdotBoolean,certdotComment,certdotHash
syntax match certdotKey contained /[[:alnum:]_-]\+\ze\s*=/
syntax match certdotColor contained /=\s*\zs#\x\+\>/
syntax match certdotNumber contained /=\s*\zs-\?\(\d\+\(\.\d*\)\?\|\.\d\+\)\ze\s*\([],;]\|$\)/
syntax match certdotBoolean contained /=\s*\zs\(true\|false\)\>/

syntax keyword certdotTodo contained FIXME TODO XXX
syntax region certdotComment start=+//+ end=/$/ oneline contains=certdotTodo,@Spell
syntax region certdotComment start=+/\*+ end=+\*/+ contains=certdotTodo,@Spell
syntax match certdotHash /^\s*#.*$/ contains=certdotTodo,@Spell

" Comments go over many lines.
syntax sync fromstart

highlight default link certdotStatement Statement
highlight default link certdotModifier Keyword
highlight default link certdotReserved Error
highlight default link certdotArrow Operator
highlight default link certdotBlock Delimiter
highlight default link certdotBracket Delimiter
highlight default link certdotString String
highlight default link certdotEscape SpecialChar
highlight default link certdotBadEscape Error
highlight default link certdotKey Identifier
highlight default link certdotColor Constant
highlight default link certdotNumber Number
highlight default link certdotBoolean Boolean
highlight default link certdotComment Comment
highlight default link certdotHash Comment
highlight default link certdotTodo Todo

let b:current_syntax = 'certdot'

let &cpo = s:cpo
unlet s:cpo
