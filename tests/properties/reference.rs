//! The rules of names once more, as literally as they can be written down.
//!
//! It is slow, keeps everything as lists of names, and asks each question anew. What it says a program draws is held
//! against what the compiler draws.

use std::collections::{BTreeMap, BTreeSet};

use certdot::diagnostics::Code;

use crate::likeness::{Attributes, Likeness, edge_line, line, row_line};
use crate::program::{Chain, Joint, Modifier, Name, Statement, Term, label_of};

/// The names of the groups around something, outermost first.
type Scope = Vec<Name>;

/// What a program of one file draws, its statements in the order said; or what is wrong with it.
pub fn drawn(statements: &[Statement]) -> Result<Likeness, BTreeSet<Code>> {
    let said = Said::read(statements);
    let mut drawing = Drawing::default();
    for (scope, statement) in &said.statements {
        drawing.statement(&said, scope, statement);
    }
    drawing.join(&said);
    drawing.errors.extend(said.errors.borrow().iter());
    if !drawing.errors.is_empty() {
        return Err(drawing.errors);
    }
    Ok(drawing.likeness(&said))
}

/// Whether some scope has several nodes of one name.
pub fn has_numbered_nodes(statements: &[Statement]) -> bool {
    let said = Said::read(statements);
    let mut mentions = said.mentions.iter();
    mentions.any(|(scope, name, _)| said.makers(scope, name).len() > 1)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Say,
    Declare,
    New,
}

#[derive(Default)]
struct Said {
    /// Every statement with the scope in which it stands; that of a chain with a place is the place's.
    statements: Vec<(Scope, Statement)>,
    groups: BTreeSet<Scope>,
    /// Every name that a chain says and that can make a node, in the order said, with the scope. A path is none.
    mentions: Vec<(Scope, Name, Manner)>,
    errors: std::cell::RefCell<BTreeSet<Code>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// The scope in which it stands, its name, and which of several it is.
    Node(Scope, Name, usize),
    Group(Scope),
    Several,
}

fn inside(scope: &[Name], name: Name) -> Scope {
    let mut inner = scope.to_vec();
    inner.push(name);
    inner
}

/// A scope and those around it, from the inside out.
fn outwards(scope: &[Name]) -> impl Iterator<Item = &[Name]> {
    (0..=scope.len()).rev().map(|length| &scope[..length])
}

impl Said {
    fn read(statements: &[Statement]) -> Said {
        let mut said = Said::default();
        said.block(statements, &[]);
        said.settle_places();
        said.mention();
        said
    }

    fn error(&self, code: Code) {
        self.errors.borrow_mut().insert(code);
    }

    fn block(&mut self, statements: &[Statement], scope: &[Name]) {
        for statement in statements {
            self.statements.push((scope.to_vec(), statement.clone()));
            if let Statement::Group { name, block, .. } = statement {
                let inner = inside(scope, name);
                self.groups.insert(inner.clone());
                self.block(block, &inner);
            }
        }
    }

    // ---- places ----

    /// `in P` looks for P's first segment as a group in the scope where the chain stands, then outwards, outer scopes
    /// having been settled first. Found in that scope, or nowhere: what is missing of P is created there. Found further
    /// out: the rest of P must exist, once every `in` is settled.
    fn settle_places(&mut self) {
        let mut statements = std::mem::take(&mut self.statements);
        let deepest = statements.iter().map(|(scope, _)| scope.len()).max();
        let mut outward = Vec::new();
        for depth in 0..=deepest.unwrap_or_default() {
            for (index, (scope, statement)) in statements.iter().enumerate() {
                let Statement::Chain(Chain { place, .. }) = statement else {
                    continue;
                };
                if scope.len() != depth || place.is_empty() {
                    continue;
                }
                match self.group_outwards(scope, place[0]) {
                    Some(found) if found.len() <= scope.len() => outward.push((index, found)),
                    _ => {
                        let mut made = scope.clone();
                        for name in place {
                            made.push(name);
                            self.groups.insert(made.clone());
                        }
                    }
                }
            }
        }
        for (index, (scope, statement)) in statements.iter_mut().enumerate() {
            let Statement::Chain(Chain { place, .. }) = statement else {
                continue;
            };
            match outward.iter().find(|(other, _)| *other == index) {
                None => scope.extend(place.iter()),
                Some((_, found)) => {
                    let mut group = found.clone();
                    group.extend(&place[1..]);
                    if !self.groups.contains(&group) {
                        self.error(Code::MissingPlace);
                    }
                    *scope = group;
                }
            }
        }
        self.statements = statements;
    }

    /// The group of a name that stands in a scope or in the next one out that has one.
    fn group_outwards(&self, scope: &[Name], name: Name) -> Option<Scope> {
        outwards(scope)
            .map(|scope| inside(scope, name))
            .find(|group| self.groups.contains(group))
    }

    // ---- names ----

    fn mention(&mut self) {
        for (scope, statement) in &self.statements {
            let Statement::Chain(chain) = statement else {
                continue;
            };
            for term in chain.terms.iter().flatten() {
                let manner = match term.modifier {
                    Modifier::New => Manner::New,
                    _ if chain.declares() => Manner::Declare,
                    _ => Manner::Say,
                };
                if is_plain(term) {
                    self.mentions.push((scope.clone(), term.path[0], manner));
                }
            }
        }
    }

    fn mentions_of(&self, scope: &[Name], name: Name) -> impl Iterator<Item = (usize, Manner)> {
        let mentions = self.mentions.iter().enumerate();
        mentions
            .filter(move |(_, (of_scope, of_name, _))| of_scope == scope && *of_name == name)
            .map(|(at, (_, _, manner))| (at, *manner))
    }

    /// The mentions that make nodes of this name in this scope by declaring it: each `new`, and `node` once.
    fn makers(&self, scope: &[Name], name: Name) -> Vec<usize> {
        let mut has_node = false;
        self.mentions_of(scope, name)
            .filter(|(_, manner)| match manner {
                Manner::New => true,
                Manner::Declare => !std::mem::replace(&mut has_node, true),
                Manner::Say => false,
            })
            .map(|(at, _)| at)
            .collect()
    }

    fn says(&self, scope: &[Name], name: Name) -> bool {
        self.mentions_of(scope, name)
            .any(|(_, manner)| manner == Manner::Say)
    }

    fn declares(&self, scope: &[Name], name: Name) -> bool {
        !self.makers(scope, name).is_empty() || self.groups.contains(&inside(scope, name))
    }

    fn declares_by_node(&self, scope: &[Name], name: Name) -> bool {
        self.mentions_of(scope, name)
            .any(|(_, manner)| manner == Manner::Declare)
    }

    /// What a name means that is said in a scope as the mention `at`.
    fn meaning(&self, scope: &[Name], name: Name, at: usize) -> Thing {
        let group = inside(scope, name);
        let makers = self.makers(scope, name);
        // In one scope, a name is a node or a group, not both.
        if self.groups.contains(&group) {
            if !makers.is_empty() {
                self.error(Code::NodeAndGroup);
            }
            return Thing::Group(group);
        }
        // 2 and 3.
        if !makers.is_empty() {
            let before = makers.iter().filter(|maker| **maker < at).count();
            return Thing::Node(scope.to_vec(), name, before.saturating_sub(1));
        }
        // 4.
        let around = outwards(scope).skip(1);
        for outer in around {
            if self.says(outer, name) || self.declares(outer, name) {
                return self.meaning(outer, name, at);
            }
        }
        // 5.
        let is_inside = |inner: &Scope| inner.len() > scope.len() && inner.starts_with(scope);
        let saying = self
            .mentions
            .iter()
            .map(|(of_scope, _, _)| of_scope.clone());
        let declaring = saying.filter(|of_scope| self.declares_by_node(of_scope, name));
        let called = self
            .groups
            .iter()
            .filter(|group| group.last() == Some(&name));
        let holding = called.map(|group| group[..group.len() - 1].to_vec());
        let known: BTreeSet<Scope> = declaring.chain(holding).filter(is_inside).collect();
        match known.len() {
            // 6.
            0 => Thing::Node(scope.to_vec(), name, 0),
            1 => {
                let inner = known.into_iter().next().unwrap_or_default();
                let group = inside(&inner, name);
                if self.groups.contains(&group) {
                    Thing::Group(group)
                } else {
                    self.made(&inner, name, at, Manner::Declare)
                }
            }
            _ => {
                self.error(Code::AmbiguousName);
                Thing::Several
            }
        }
    }

    /// What a `node` statement or a `new` makes.
    fn made(&self, scope: &[Name], name: Name, at: usize, manner: Manner) -> Thing {
        let makers = self.makers(scope, name);
        let which = match manner {
            Manner::New => makers.iter().position(|maker| *maker == at),
            _ => makers
                .iter()
                .position(|maker| self.mentions[*maker].2 == Manner::Declare),
        };
        Thing::Node(scope.to_vec(), name, which.unwrap_or_default())
    }

    /// The group that names lead to, the first of them looked for in a scope and then outwards.
    fn group(&self, scope: &[Name], path: &[Name]) -> Option<Scope> {
        let mut group = self.group_outwards(scope, path[0])?;
        group.extend(&path[1..]);
        self.groups.contains(&group).then_some(group)
    }

    /// The node or group that stands directly in the group that all names but the last lead to.
    fn end_of_path(&self, scope: &[Name], path: &[Name]) -> Option<Thing> {
        let (last, groups) = path.split_last()?;
        let found = self.group(scope, groups).and_then(|group| {
            if self.declares(&group, last) {
                return Some(self.meaning(&group, last, 0));
            }
            let is_here =
                |thing: &Thing| matches!(thing, Thing::Node(scope, _, _) if *scope == group);
            let said = self
                .says(&group, last)
                .then(|| self.meaning(&group, last, 0));
            said.filter(is_here)
        });
        if found.is_none() {
            self.error(Code::UnknownPath);
        }
        found
    }
}

fn is_plain(term: &Term) -> bool {
    term.path.len() == 1 && term.modifier != Modifier::Each
}

fn attributes_of(list: &[(Name, Name)]) -> Attributes {
    let owned = list
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    owned.collect()
}

/// What has been drawn so far.
#[derive(Default)]
struct Drawing {
    /// With whether a label is said, and the attributes.
    nodes: BTreeMap<Thing, (bool, Attributes)>,
    groups: BTreeMap<Scope, (bool, Attributes)>,
    edges: BTreeSet<String>,
    rows: BTreeSet<String>,
    defaults: BTreeMap<(Name, Scope), Attributes>,
    styles: BTreeMap<Name, Attributes>,
    certs: BTreeSet<Name>,
    /// How many mentions have been gone through.
    mentioned: usize,
    /// What each term of each chain means, one after the other.
    meant: Vec<Option<Thing>>,
    errors: BTreeSet<Code>,
}

impl Drawing {
    /// Everything but edges.
    fn statement(&mut self, said: &Said, scope: &[Name], statement: &Statement) {
        match statement {
            Statement::Group {
                name,
                label,
                attributes,
                ..
            } => {
                let group = self.groups.entry(inside(scope, name)).or_default();
                group.0 |= label;
                group.1.extend(attributes_of(attributes));
            }
            Statement::Chain(chain) => {
                for term in chain.terms.iter().flatten() {
                    let thing = self.term(said, scope, term);
                    self.meant.push(thing);
                }
            }
            Statement::Row(paths) => self.row(said, scope, paths),
            Statement::Defaults(noun, list) => {
                let defaults = self.defaults.entry((noun, scope.to_vec())).or_default();
                for (key, value) in attributes_of(list) {
                    let other = defaults.insert(key, value.clone());
                    if other.is_some_and(|other| other != value) {
                        self.errors.insert(Code::TwoValues);
                    }
                }
            }
            Statement::Entry("cert", Some(name), _) => {
                self.certs.insert(name);
            }
            Statement::Entry("edge", Some(name), list) => {
                self.styles.insert(name, attributes_of(list));
            }
            Statement::Entry(..) | Statement::Use(_) => {}
        }
    }

    /// What a term means. For `each` that is the group.
    fn term(&mut self, said: &Said, scope: &[Name], term: &Term) -> Option<Thing> {
        let thing = if term.modifier == Modifier::Each {
            let group = said.group(scope, &term.path);
            if group.is_none() {
                self.errors.insert(Code::UnknownPath);
            }
            return group.map(Thing::Group);
        } else if is_plain(term) {
            let at = self.mentioned;
            self.mentioned += 1;
            let name = term.path[0];
            match (said.meaning(scope, name, at), said.mentions[at].2) {
                (group @ Thing::Group(_), _) => group,
                (meaning, Manner::Say) => meaning,
                (_, manner) => said.made(scope, name, at, manner),
            }
        } else {
            said.end_of_path(scope, &term.path)?
        };
        let says_something = term.label || !term.attributes.is_empty();
        match &thing {
            Thing::Group(_) if says_something => {
                self.errors.insert(Code::GroupAppearance);
            }
            Thing::Node(..) => {
                let node = self.nodes.entry(thing.clone()).or_default();
                node.0 |= term.label;
                node.1.extend(attributes_of(&term.attributes));
            }
            _ => {}
        }
        Some(thing)
    }

    fn row(&mut self, said: &Said, scope: &[Name], paths: &[Vec<Name>]) {
        let mut nodes = BTreeSet::new();
        let mut scopes = BTreeSet::new();
        for path in paths {
            let thing = match path[..] {
                [name] => {
                    let is_said = |outer| said.says(outer, name) || said.declares(outer, name);
                    match said.meaning(scope, name, self.mentioned) {
                        // It would only be made by being said, and a row says nothing.
                        Thing::Node(of_scope, ..) if of_scope == scope && !is_said(scope) => {
                            self.errors.insert(Code::WrongRow);
                            None
                        }
                        meaning => Some(meaning),
                    }
                }
                _ => said.end_of_path(scope, path),
            };
            match thing {
                Some(node @ Thing::Node(..)) => {
                    nodes.insert(id(&node));
                    if let Thing::Node(of_scope, ..) = node {
                        scopes.insert(of_scope);
                    }
                }
                Some(Thing::Group(_)) => {
                    self.errors.insert(Code::WrongRow);
                }
                _ => {}
            }
        }
        if scopes.len() > 1 {
            self.errors.insert(Code::WrongRow);
        }
        self.rows.insert(row_line(nodes));
    }

    // ---- edges ----

    /// The edges of all chains, when all nodes are there.
    fn join(&mut self, said: &Said) {
        let mut meant = std::mem::take(&mut self.meant).into_iter();
        for (scope, statement) in &said.statements {
            let Statement::Chain(chain) = statement else {
                continue;
            };
            let mut before: Vec<Thing> = Vec::new();
            for (index, terms) in chain.terms.iter().enumerate() {
                let mut ends = Vec::new();
                for term in terms {
                    match meant.next().flatten() {
                        Some(Thing::Group(group)) if term.modifier == Modifier::Each => {
                            ends.extend(self.nodes_in(&group));
                        }
                        other => ends.extend(other),
                    }
                }
                if let Some(joint) = index.checked_sub(1).map(|before| &chain.joints[before]) {
                    for (left, right) in pairs(&before, &ends) {
                        self.edge(scope, left, joint, right);
                    }
                }
                before = ends;
            }
        }
    }

    fn nodes_in(&mut self, group: &Scope) -> Vec<Thing> {
        let is_here = |node: &&Thing| matches!(node, Thing::Node(scope, ..) if scope == group);
        let nodes: Vec<Thing> = self.nodes.keys().filter(is_here).cloned().collect();
        if nodes.is_empty() {
            self.errors.insert(Code::WrongEach);
        }
        nodes
    }

    fn edge(&mut self, scope: &[Name], left: &Thing, joint: &Joint, right: &Thing) {
        if is_within(left, right) || is_within(right, left) {
            self.errors.insert(Code::EdgeToItself);
        }
        let mut attributes = self.defaults_of("edge", scope);
        let style = joint.link.as_ref().map_or("edge", |link| link.style);
        match (self.styles.get(style), style) {
            (Some(of_style), _) => attributes.extend(of_style.clone()),
            (None, "dive") => {
                attributes.extend(attributes_of(&[("color", "magenta"), ("style", "dashed")]));
            }
            _ => {}
        }
        if let Some(label) = joint.link.as_ref().and_then(|link| link.label) {
            attributes.insert("label".to_owned(), label.to_owned());
        }
        let (left, right) = (id(left), id(right));
        self.edges
            .insert(edge_line(&left, joint.arrow, &right, style, &attributes));
    }

    /// The inner scope wins.
    fn defaults_of(&self, noun: Name, scope: &[Name]) -> Attributes {
        let mut all = Attributes::new();
        for length in 0..=scope.len() {
            let of_scope = self.defaults.get(&(noun, scope[..length].to_vec()));
            all.extend(of_scope.cloned().unwrap_or_default());
        }
        all
    }

    fn likeness(&self, said: &Said) -> Likeness {
        let label = |is_said: bool, name: Name| is_said.then(|| label_of(name));
        let nodes = self.nodes.iter().map(|(node, (is_labelled, attributes))| {
            let Thing::Node(_, name, _) = node else {
                return String::new();
            };
            let cert = match self.certs.get(name) {
                Some(cert) => format!(" ({cert})"),
                None => String::new(),
            };
            let thing = id(node) + &cert;
            line(&thing, label(*is_labelled, name).as_deref(), attributes)
        });
        let groups = said.groups.iter().map(|group| {
            let (is_labelled, own) = self.groups.get(group).cloned().unwrap_or_default();
            let mut attributes = self.defaults_of("group", &group[..group.len() - 1]);
            attributes.extend(own);
            let name = group[group.len() - 1];
            line(
                &group.join("/"),
                label(is_labelled, name).as_deref(),
                &attributes,
            )
        });
        Likeness {
            nodes: nodes.collect(),
            groups: groups.collect(),
            edges: self.edges.clone(),
            rows: self.rows.clone(),
        }
    }
}

fn pairs<'t>(
    left: &'t [Thing],
    right: &'t [Thing],
) -> impl Iterator<Item = (&'t Thing, &'t Thing)> {
    left.iter()
        .flat_map(move |left| right.iter().map(move |right| (left, right)))
}

/// Whether something is a group or stands inside it.
fn is_within(thing: &Thing, group: &Thing) -> bool {
    match (thing, group) {
        (Thing::Node(scope, ..), Thing::Group(group)) => scope.starts_with(group),
        (Thing::Group(inner), Thing::Group(group)) => inner.starts_with(group),
        _ => false,
    }
}

fn id(thing: &Thing) -> String {
    match thing {
        Thing::Node(scope, name, which) => {
            let number = match which {
                0 => String::new(),
                which => format!("#{}", which + 1),
            };
            format!("{}{number}", inside(scope, name).join("/"))
        }
        Thing::Group(group) => format!("{{{}}}", group.join("/")),
        Thing::Several => String::new(),
    }
}
