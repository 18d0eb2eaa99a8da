//! Which icons get plates.

use std::collections::HashMap;

use crate::cache::{Cache, Key};
use crate::emit::{Grounds, Options, Theme};
use crate::icons::{Content, IconError, IconReader, Plates, Tone};
use crate::model::{IconId, Model, NodeId};

/// So many pixels wide, an icon is looked at that is not cheap to draw.
const LOOKED_AT: u32 = 64;

/// How a picture can look: in its theme, and where the reader prefers dark pages.
struct Appearance<'m> {
    grounds: Grounds<'m>,
    ink: &'static str,
}

/// What icons are looked at with.
pub(super) struct PlateChooser<'s> {
    pub(super) cache: &'s Cache,
    pub(super) reader: &'s dyn IconReader,
    /// The key of each icon.
    pub(super) digests: &'s [Key],
}

impl PlateChooser<'_> {
    /// The nodes whose icons could not be seen, and what they need. `follows_reader` is whether the picture can change with
    /// the choice of dark pages of who looks at it.
    pub(super) fn plates(
        &self,
        model: &Model,
        options: &Options<'_>,
        follows_reader: bool,
    ) -> Vec<(NodeId, Plates)> {
        let mut looks = vec![Appearance {
            grounds: Grounds::new(model, options),
            ink: options.theme(model).icon_colour(),
        }];
        let where_dark = follows_reader.then(|| Grounds::where_dark(model, options));
        looks.extend(where_dark.flatten().map(|grounds| Appearance {
            grounds,
            ink: Theme::by_name(Some("dark")).icon_colour(),
        }));
        let shown = icons_in_use(model);
        let tones: Vec<Tones> = looks
            .iter()
            .map(|look| self.tones(model, &shown, look.ink))
            .collect();
        let nodes = (0..model.nodes.len() as u32).map(NodeId);
        let needed = nodes.filter_map(|id| {
            let node = model.node(id);
            let icon = node.icon?;
            let mut plates = looks.iter().zip(&tones).map(|(look, tones)| {
                let tone = tones.get(&icon)?;
                tone.plate_on(look.grounds.of(node))
            });
            let usual = plates.next().flatten();
            let where_dark = plates.next().unwrap_or(usual);
            let plates = Plates { usual, where_dark };
            (plates != Plates::default()).then_some((id, plates))
        });
        needed.collect()
    }

    /// How light icons are in an ink. One that cannot be drawn has no tone: it will be reported when it is drawn.
    fn tones(&self, model: &Model, icons: &[IconId], ink: &str) -> Tones {
        let content = |icon: IconId| &model.icons[icon.index()].content;
        let fresh = |icon: IconId| self.tone(content(icon), ink).ok();
        let (quick, slow): (Vec<IconId>, Vec<IconId>) = icons
            .iter()
            .partition(|icon| content(**icon).has_known_tone());
        let mut tones = Tones::new();
        tones.extend(quick.iter().filter_map(|icon| Some((*icon, fresh(*icon)?))));
        if slow.is_empty() {
            return tones;
        }
        // One file for all: to write many takes longer than to look at the icons.
        let mut parts: Vec<&[u8]> = vec![b"tones", env!("CARGO_PKG_VERSION").as_bytes()];
        for icon in &slow {
            let takes_ink = content(*icon).takes_ink();
            let ink = if takes_ink { ink } else { "" };
            parts.extend([
                self.digests[icon.index()].digits().as_bytes(),
                ink.as_bytes(),
            ]);
        }
        let key = Key::of(parts);
        if let Some(kept) = self.cache.get(&key, "tones")
            && let Some(kept) = read(&kept, slow.len())
        {
            tones.extend(slow.into_iter().zip(kept));
            return tones;
        }
        let mut bytes = Vec::with_capacity(slow.len() * Tone::BYTES);
        let mut is_whole = true;
        for icon in slow {
            match fresh(icon) {
                Some(tone) => {
                    bytes.extend(tone.to_bytes());
                    tones.insert(icon, tone);
                }
                None => is_whole = false,
            }
        }
        if is_whole {
            // A cache that cannot be written costs time, not the picture.
            let _ = self.cache.put(&key, "tones", &bytes);
        }
        tones
    }

    fn tone(&self, content: &Content, ink: &str) -> Result<Tone, IconError> {
        if content.has_known_tone() || content.is_cheap(LOOKED_AT as f32) {
            return content.tone(ink);
        }
        let drawn = self.reader.to_png(content, LOOKED_AT, ink)?;
        Content::square_png(LOOKED_AT, drawn).tone(ink)
    }
}

/// By icons, how light they are.
type Tones = HashMap<IconId, Tone>;

/// The icons that nodes show, in their order.
fn icons_in_use(model: &Model) -> Vec<IconId> {
    let mut is_shown = vec![false; model.icons.len()];
    for icon in model.nodes.iter().filter_map(|node| node.icon) {
        is_shown[icon.index()] = true;
    }
    let icons = model.icons();
    icons.filter(|icon| is_shown[icon.index()]).collect()
}

/// So many tones, from a file of them.
fn read(bytes: &[u8], number: usize) -> Option<Vec<Tone>> {
    let tones: Option<Vec<Tone>> = bytes.chunks(Tone::BYTES).map(Tone::from_bytes).collect();
    tones.filter(|tones| tones.len() == number)
}
