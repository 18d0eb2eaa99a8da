" `:make` checks the file with certdot; `:cnext` goes from message to message.

if exists('current_compiler')
  finish
endif
let current_compiler = 'certdot'

let s:cpo = &cpo
set cpo&vim

CompilerSet makeprg=certdot\ check\ --message-format\ short\ %:S
CompilerSet errorformat=%f:%l:%c:\ %t%*[a-z][%\\w%\\+]:\ %m,%-G%.%#

let &cpo = s:cpo
unlet s:cpo
