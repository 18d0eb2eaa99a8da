//! Statements → text, streamed.

use std::io::{self, Write};

use super::quote;
use super::sink::{Defaults, Id, Sink, Value};

/// What is written is handed on when there is so much of it.
const BUFFER: usize = 64 << 10;

/// Writes statements as DOT.
pub(super) struct Printer<'w> {
    out: &'w mut dyn Write,
    buffer: Vec<u8>,
    depth: usize,
    is_first: bool,
}

const INDENT: &[u8] = b"                                                                ";

impl<'w> Printer<'w> {
    pub(super) fn new(out: &'w mut dyn Write) -> Printer<'w> {
        Printer {
            out,
            buffer: Vec::with_capacity(BUFFER + BUFFER / 4),
            depth: 0,
            is_first: true,
        }
    }

    /// Hands on what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.hand_on()?;
        self.out.flush()
    }

    fn hand_on(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    #[inline(always)]
    fn put(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    fn indent(&mut self) {
        let width = self.depth * 2;
        match INDENT.get(..width) {
            Some(blanks) => self.put(blanks),
            None => self.buffer.resize(self.buffer.len() + width, b' '),
        }
    }

    fn line_end(&mut self) -> io::Result<()> {
        self.put(b"\n");
        self.hand_on_if_full()
    }

    fn hand_on_if_full(&mut self) -> io::Result<()> {
        if self.buffer.len() >= BUFFER {
            self.hand_on()
        } else {
            Ok(())
        }
    }

    fn quoted_id(&mut self, id: Id<'_>) {
        self.put(b"\"");
        id.quote(&mut self.buffer);
        self.put(b"\"");
    }

    /// Statements that only name nodes, in one line.
    fn ids(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> io::Result<()> {
        for id in ids {
            self.put(b" ");
            self.quoted_id(id);
            self.put(b";");
            self.hand_on_if_full()?;
        }
        Ok(())
    }

    fn begin_list(&mut self) {
        self.put(b" [");
        self.is_first = true;
    }
}

impl Sink for Printer<'_> {
    type Error = io::Error;

    fn begin_graph(&mut self, name: Id<'_>) -> io::Result<()> {
        self.put(b"digraph ");
        self.quoted_id(name);
        self.put(b" {");
        self.depth += 1;
        self.line_end()
    }

    fn end_graph(&mut self) -> io::Result<()> {
        self.put(b"}");
        self.line_end()
    }

    fn begin_cluster(&mut self, id: Id<'_>) -> io::Result<()> {
        self.indent();
        self.put(b"subgraph ");
        self.quoted_id(id);
        self.put(b" {");
        self.depth += 1;
        self.line_end()
    }

    fn end_cluster(&mut self) -> io::Result<()> {
        self.depth -= 1;
        self.indent();
        self.put(b"}");
        self.line_end()
    }

    fn row(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> io::Result<()> {
        self.indent();
        self.put(b"{ rank=\"same\";");
        self.ids(ids)?;
        self.put(b" }");
        self.line_end()
    }

    fn before(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> io::Result<()> {
        self.indent();
        self.put(b"/* order */");
        self.ids(ids)?;
        self.line_end()
    }

    fn begin_defaults(&mut self, of: Defaults) -> io::Result<()> {
        self.indent();
        self.put(match of {
            Defaults::Graph => b"graph",
            Defaults::Node => b"node",
            Defaults::Edge => b"edge",
        });
        self.begin_list();
        Ok(())
    }

    fn begin_node(&mut self, id: Id<'_>) -> io::Result<()> {
        self.indent();
        self.quoted_id(id);
        self.begin_list();
        Ok(())
    }

    fn begin_edge(&mut self, tail: Id<'_>, head: Id<'_>) -> io::Result<()> {
        self.indent();
        self.quoted_id(tail);
        self.put(b" -> ");
        self.quoted_id(head);
        self.begin_list();
        Ok(())
    }

    // In line, so that the constant keys are copied as constants: there are several to a line of DOT.
    #[inline(always)]
    fn attribute(&mut self, key: &'static str, value: Value<'_>) {
        if !std::mem::replace(&mut self.is_first, false) {
            self.put(b", ");
        }
        self.put(key.as_bytes());
        match value {
            Value::Html(html) => {
                self.put(b"=<");
                self.put(html.as_bytes());
                self.put(b">");
            }
            _ => {
                self.put(b"=\"");
                value.quote(&mut self.buffer);
                self.put(b"\"");
            }
        }
    }

    fn end_list(&mut self) -> io::Result<()> {
        self.put(b"];");
        self.line_end()
    }
}

impl Value<'_> {
    /// Appends what stands between the quotes.
    pub(super) fn quote(&self, out: &mut Vec<u8>) {
        match self {
            Value::Label(text) => quote::label(out, text),
            Value::Tooltip(parts) => quote::tooltip(out, parts),
            Value::Verbatim(text) => quote::verbatim(out, text),
            Value::Classes(style, own) => {
                quote::class(out, style);
                if !style.is_empty() && !own.is_empty() {
                    out.push(b' ');
                }
                quote::verbatim(out, own);
            }
            Value::Id(id) => id.quote(out),
            Value::Plain(parts) => {
                for part in *parts {
                    out.extend_from_slice(part.as_bytes());
                }
            }
            Value::Html(text) => out.extend_from_slice(text.as_bytes()),
        }
    }
}
