//! Statements → the structures of `dot_structures`, which graphviz-rust is built on.

use std::convert::Infallible;

use dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id as DotId, Node, NodeId, Stmt, Subgraph,
    Vertex,
};

use super::sink::{Defaults, Id, Sink, Value};

/// Makes of statements what graphviz-rust calls a graph.
#[derive(Default)]
pub(super) struct Builder {
    name: Option<DotId>,
    statements: Vec<Stmt>,
    /// The clusters in which it is, with the statements of what is around each.
    open: Vec<(DotId, Vec<Stmt>)>,
    /// The statement whose attributes are being given.
    begun: Option<Begun>,
    attributes: Vec<Attribute>,
}

enum Begun {
    Defaults(Defaults),
    Node(NodeId),
    Edge(NodeId, NodeId),
}

impl Builder {
    pub(super) fn finish(self) -> Graph {
        Graph::DiGraph {
            id: self
                .name
                .unwrap_or_else(|| DotId::Escaped("\"\"".to_owned())),
            strict: false,
            stmts: self.statements,
        }
    }
}

/// A quoted id: the structures hold text as it is printed, quotes included.
fn quoted_id(write: impl FnOnce(&mut Vec<u8>)) -> DotId {
    let mut out = vec![b'"'];
    write(&mut out);
    out.push(b'"');
    DotId::Escaped(String::from_utf8(out).unwrap_or_default())
}

fn node_id(id: Id<'_>) -> NodeId {
    NodeId(quoted_id(|out| id.quote(out)), None)
}

/// A statement that only names a node.
fn node_statement(id: Id<'_>) -> Stmt {
    Stmt::Node(Node::new(node_id(id), Vec::new()))
}

impl Sink for Builder {
    type Error = Infallible;

    fn begin_graph(&mut self, name: Id<'_>) -> Result<(), Infallible> {
        self.name = Some(quoted_id(|out| name.quote(out)));
        Ok(())
    }

    fn end_graph(&mut self) -> Result<(), Infallible> {
        Ok(())
    }

    fn begin_cluster(&mut self, id: Id<'_>) -> Result<(), Infallible> {
        let id = quoted_id(|out| id.quote(out));
        self.open.push((id, std::mem::take(&mut self.statements)));
        Ok(())
    }

    fn end_cluster(&mut self) -> Result<(), Infallible> {
        if let Some((id, around)) = self.open.pop() {
            let stmts = std::mem::replace(&mut self.statements, around);
            self.statements.push(Stmt::Subgraph(Subgraph { id, stmts }));
        }
        Ok(())
    }

    fn row(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> Result<(), Infallible> {
        let rank = Attribute(
            DotId::Plain("rank".to_owned()),
            DotId::Escaped("\"same\"".to_owned()),
        );
        let mut stmts = vec![Stmt::Attribute(rank)];
        stmts.extend(ids.map(node_statement));
        self.statements.push(Stmt::Subgraph(Subgraph {
            id: DotId::Anonymous(String::new()),
            stmts,
        }));
        Ok(())
    }

    fn before(&mut self, ids: &mut dyn Iterator<Item = Id<'_>>) -> Result<(), Infallible> {
        self.statements.extend(ids.map(node_statement));
        Ok(())
    }

    fn begin_defaults(&mut self, of: Defaults) -> Result<(), Infallible> {
        self.begun = Some(Begun::Defaults(of));
        Ok(())
    }

    fn begin_node(&mut self, id: Id<'_>) -> Result<(), Infallible> {
        self.begun = Some(Begun::Node(node_id(id)));
        Ok(())
    }

    fn begin_edge(&mut self, tail: Id<'_>, head: Id<'_>) -> Result<(), Infallible> {
        self.begun = Some(Begun::Edge(node_id(tail), node_id(head)));
        Ok(())
    }

    fn attribute(&mut self, key: &'static str, value: Value<'_>) {
        let value = match value {
            Value::Html(html) => DotId::Html(format!("<{html}>")),
            value => quoted_id(|out| value.quote(out)),
        };
        self.attributes
            .push(Attribute(DotId::Plain(key.to_owned()), value));
    }

    fn end_list(&mut self) -> Result<(), Infallible> {
        let attributes = std::mem::take(&mut self.attributes);
        let statement = match self.begun.take() {
            Some(Begun::Node(id)) => Stmt::Node(Node::new(id, attributes)),
            Some(Begun::Edge(tail, head)) => Stmt::Edge(Edge {
                ty: EdgeTy::Pair(Vertex::N(tail), Vertex::N(head)),
                attributes,
            }),
            Some(Begun::Defaults(Defaults::Node)) => {
                Stmt::GAttribute(GraphAttributes::Node(attributes))
            }
            Some(Begun::Defaults(Defaults::Edge)) => {
                Stmt::GAttribute(GraphAttributes::Edge(attributes))
            }
            Some(Begun::Defaults(Defaults::Graph)) | None => {
                Stmt::GAttribute(GraphAttributes::Graph(attributes))
            }
        };
        self.statements.push(statement);
        Ok(())
    }
}
