" Indents as `certdot fmt` does.

if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=GetCertdotIndent(v:lnum)
setlocal indentkeys=0},0],0>,0<,0-,!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*GetCertdotIndent')
  finish
endif

" A line without its strings and comments.
function s:Code(lnum) abort
  let line = substitute(getline(a:lnum), '"\([^"\\]\|\\.\)*"', '""', 'g')
  let line = substitute(line, '/\*.\{-}\*/', '', 'g')
  return substitute(line, '//.*$\|^\s*#.*$', '', '')
endfunction

" The last line before one that holds more than a comment, or 0.
function s:Before(lnum) abort
  let lnum = prevnonblank(a:lnum - 1)
  while lnum > 0 && s:Code(lnum) =~# '^\s*$'
    let lnum = prevnonblank(lnum - 1)
  endwhile
  return lnum
endfunction

function s:BeginsWithArrow(code) abort
  return a:code =~# '^\s*\(>>\|<<\|<>\|--\)'
endfunction

function s:GoesOn(code) abort
  return a:code =~# '\(>>\|<<\|<>\|--\|,\|/\)\s*$'
endfunction

" The line whose list, broken over lines, a line stands in or closes; 0 if there is none.
function s:Opening(lnum) abort
  let lnum = s:Code(a:lnum) =~# '^\s*\]' ? s:Before(a:lnum) : a:lnum
  while lnum > 0
    let code = s:Code(lnum)
    if code =~# '\[\s*$'
      return lnum
    elseif code =~# '[]{}]' || code !~# '='
      return 0
    endif
    let lnum = s:Before(lnum)
  endwhile
  return 0
endfunction

" Where the statement begins that a line belongs to.
function s:Start(lnum) abort
  let lnum = a:lnum
  while lnum > 0
    let opening = s:Opening(lnum)
    let before = s:Before(lnum)
    if opening > 0 && opening < lnum
      let lnum = opening
    elseif before > 0 && (s:BeginsWithArrow(s:Code(lnum)) || s:GoesOn(s:Code(before)))
      let lnum = before
    else
      return lnum
    endif
  endwhile
  return 1
endfunction

function GetCertdotIndent(lnum) abort
  let width = shiftwidth()
  let before = s:Before(a:lnum)
  if before == 0
    return 0
  endif
  let code = s:Code(a:lnum)
  let code_before = s:Code(before)
  " A comment stands where what comes after it does.
  if code =~# '^\s*$' && getline(a:lnum) !~# '^\s*$'
    let next = nextnonblank(a:lnum + 1)
    while next > 0 && s:Code(next) =~# '^\s*$'
      let next = nextnonblank(next + 1)
    endwhile
    let code = next > 0 ? s:Code(next) : code
  endif
  " In a list, how deep blocks are does not matter.
  let opens = code_before =~# '[[{]\s*$'
  let start = s:Start(before)
  if opens
    let indent = indent(code_before =~# '\[\s*$' ? before : start) + width
  elseif s:BeginsWithArrow(code)
    return indent(start) + width
  elseif s:GoesOn(code_before) && !s:Opening(before)
    return indent(start) + (getline(start) =~# '>>\|<<\|<>\|--' || start != before ? 2 : 1) * width
  elseif code_before !~# '^\s*\]' && s:Opening(before) > 0
    let indent = indent(s:Opening(before)) + width
  else
    let indent = indent(start)
  endif
  if code =~# '^\s*[]}]'
    let indent -= width
  endif
  return indent
endfunction
