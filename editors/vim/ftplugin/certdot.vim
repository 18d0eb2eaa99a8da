" Trees of skills and certifications for certdot.

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=s1:/*,mb:*,ex:*/,://,b:#
setlocal commentstring=//\ %s
setlocal formatoptions-=t formatoptions+=croql
setlocal expandtab shiftwidth=4 softtabstop=4
" A hyphen belongs to names: az-900.
setlocal iskeyword+=-
setlocal suffixesadd=.cert
setlocal include=^\\s*use
" `gggqG` formats the file as `certdot fmt` does.
setlocal formatprg=certdot\ fmt\ -

if !exists('current_compiler')
  compiler certdot
endif

let b:undo_ftplugin = 'setlocal comments< commentstring< formatoptions< expandtab< shiftwidth< softtabstop<'
      \ . ' iskeyword< suffixesadd< include< formatprg< makeprg< errorformat<'
