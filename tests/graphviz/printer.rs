//! The structures of `to_graph()` → text, as plainly as it can be done. Benchmarks use it too.
//!
//! The text is that of certdot's own printer to the byte, so that the two do the same work.

use std::io::{self, Write};

use certdot::emit::dot_structures::{
    Attribute, EdgeTy, Graph, GraphAttributes, Id, Stmt, Subgraph, Vertex,
};

/// What is written is handed on when there is so much of it: as much as certdot's own printer keeps.
const BUFFER: usize = 64 << 10;

/// Prints a graph.
pub(crate) fn print(graph: &Graph, out: &mut dyn Write) -> io::Result<()> {
    let (Graph::Graph { id, stmts, .. } | Graph::DiGraph { id, stmts, .. }) = graph;
    let mut printer = Printer {
        out,
        buffer: Vec::new(),
        depth: 1,
    };
    printer.put("digraph ");
    printer.id(id);
    printer.put(" {\n");
    printer.statements(stmts)?;
    printer.put("}\n");
    printer.out.write_all(&printer.buffer)?;
    printer.out.flush()
}

struct Printer<'w> {
    out: &'w mut dyn Write,
    buffer: Vec<u8>,
    depth: usize,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.buffer.extend_from_slice(text.as_bytes());
    }

    fn id(&mut self, id: &Id) {
        let (Id::Html(text) | Id::Escaped(text) | Id::Plain(text) | Id::Anonymous(text)) = id;
        self.put(text);
    }

    fn indent(&mut self) {
        let width = self.buffer.len() + self.depth * 2;
        self.buffer.resize(width, b' ');
    }

    fn statements(&mut self, statements: &[Stmt]) -> io::Result<()> {
        for statement in statements {
            self.statement(statement)?;
            if self.buffer.len() >= BUFFER {
                self.out.write_all(&self.buffer)?;
                self.buffer.clear();
            }
        }
        Ok(())
    }

    fn statement(&mut self, statement: &Stmt) -> io::Result<()> {
        self.indent();
        match statement {
            Stmt::Node(node) => {
                self.id(&node.id.0);
                self.list(&node.attributes);
            }
            Stmt::Edge(edge) => {
                if let EdgeTy::Pair(Vertex::N(tail), Vertex::N(head)) = &edge.ty {
                    self.id(&tail.0);
                    self.put(" -> ");
                    self.id(&head.0);
                }
                self.list(&edge.attributes);
            }
            Stmt::GAttribute(defaults) => {
                let (word, attributes) = match defaults {
                    GraphAttributes::Graph(attributes) => ("graph", attributes),
                    GraphAttributes::Node(attributes) => ("node", attributes),
                    GraphAttributes::Edge(attributes) => ("edge", attributes),
                };
                self.put(word);
                self.list(attributes);
            }
            Stmt::Attribute(attribute) => {
                self.attribute(attribute);
                self.put(";\n");
            }
            Stmt::Subgraph(subgraph) => self.subgraph(subgraph)?,
        }
        Ok(())
    }

    fn subgraph(&mut self, subgraph: &Subgraph) -> io::Result<()> {
        self.put("subgraph ");
        self.id(&subgraph.id);
        self.put(" {\n");
        self.depth += 1;
        self.statements(&subgraph.stmts)?;
        self.depth -= 1;
        self.indent();
        self.put("}\n");
        Ok(())
    }

    fn list(&mut self, attributes: &[Attribute]) {
        self.put(" [");
        for (index, attribute) in attributes.iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            self.attribute(attribute);
        }
        self.put("];\n");
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.id(&attribute.0);
        self.put("=");
        self.id(&attribute.1);
    }
}
