//! What is counted of a document that usvg has read, before it is drawn.

use usvg::{Group, Node, Paint, Transform, Tree};

use super::super::content::TRIED;
use super::super::wrong::IconError;
use super::too_much;

/// The most pixels of all pattern's tiles.
const MOST_OF_PATTERNS: f64 = 4.0 * 1024.0 * 1024.0;

/// The most layers: groups that are drawn apart, because something is done with the whole.
const MOST_LAYERS: usize = 500;

/// The most layers upon each other: all are kept at once.
const MOST_UPON: usize = 16;

/// The most groups and paths that are looked at.
const MOST_PARTS: usize = 200_000;

/// What has been counted.
#[derive(Default)]
struct Count {
    pixels: f64,
    layers: usize,
    parts: usize,
}

/// A group that is still to be looked at.
struct Next<'t> {
    group: &'t Group,
    /// How it is drawn.
    transform: Transform,
    /// How many layers are around it.
    upon: usize,
}

/// Whether a document can be drawn as a bitmap of the usual size in reasonable time and memory.
pub(in super::super) fn check(tree: &Tree) -> Result<(), IconError> {
    let scale = TRIED as f32 / tree.size().width().max(tree.size().height());
    let mut count = Count::default();
    let mut next = vec![Next {
        group: tree.root(),
        transform: Transform::from_scale(scale, scale),
        upon: 0,
    }];
    while let Some(Next {
        group,
        transform,
        upon,
    }) = next.pop()
    {
        count.group(group)?;
        let upon = upon + usize::from(group.should_isolate());
        if upon > MOST_UPON {
            return Err(IconError::new(format!(
                "has more than {MOST_UPON} layers on top of each other"
            )));
        }
        let transform = transform.pre_concat(group.transform());
        let mut add = |group| {
            next.push(Next {
                group,
                transform,
                upon,
            });
        };
        around(group).into_iter().for_each(&mut add);
        for node in group.children() {
            count.part()?;
            match node {
                Node::Group(inner) => add(inner),
                Node::Path(path) => {
                    let fill = path.fill().map(|fill| fill.paint());
                    let stroke = path.stroke().map(|stroke| stroke.paint());
                    for paint in fill.into_iter().chain(stroke) {
                        if let Paint::Pattern(pattern) = paint {
                            count.pattern(pattern, transform)?;
                            add(pattern.root());
                        }
                    }
                }
                Node::Image(_) | Node::Text(_) => {}
            }
        }
    }
    Ok(())
}

/// What clips and masks a group.
pub(in super::super) fn around(group: &Group) -> Vec<&Group> {
    let mut around = Vec::new();
    let mut clip = group.clip_path();
    while let Some(path) = clip {
        around.push(path.root());
        clip = path.clip_path();
    }
    let mut mask = group.mask();
    while let Some(of_group) = mask {
        around.push(of_group.root());
        mask = of_group.mask();
    }
    around
}

impl Count {
    fn part(&mut self) -> Result<(), IconError> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            Err(too_much())
        } else {
            Ok(())
        }
    }

    fn group(&mut self, group: &Group) -> Result<(), IconError> {
        self.part()?;
        // Plain filters have been left out before.
        if !group.filters().is_empty() {
            return Err(IconError::new("uses a filter through a style"));
        }
        self.layers += usize::from(group.should_isolate());
        if self.layers > MOST_LAYERS {
            Err(IconError::new(format!(
                "has more than {MOST_LAYERS} layers"
            )))
        } else {
            Ok(())
        }
    }

    fn pattern(&mut self, pattern: &usvg::Pattern, transform: Transform) -> Result<(), IconError> {
        let (across, down) = transform.pre_concat(pattern.transform()).get_scale();
        let (width, height) = (pattern.rect().width(), pattern.rect().height());
        self.pixels += f64::from(width * across) * f64::from(height * down);
        // What is not a number is too much.
        if self.pixels <= MOST_OF_PATTERNS {
            Ok(())
        } else {
            Err(IconError::new("has patterns that are too large"))
        }
    }
}
