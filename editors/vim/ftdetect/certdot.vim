" Files of certdot end in .cert, as certificates for TLS do: those begin with a line of dashes, or are no text.
autocmd BufNewFile,BufRead *.cert if getline(1) !~# '^-----BEGIN\|[^[:print:][:space:]]' | setfiletype certdot | endif
