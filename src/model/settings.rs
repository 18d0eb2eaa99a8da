//! Attributes with their values.

use super::Text;
use crate::attributes::Key;

/// One attribute with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The attribute.
    pub key: Key,
    /// Its value: right for the attribute, and in the spelling that all versions of Graphviz know.
    pub value: Text,
}

/// The number of a list of attributes in [`Settings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SettingsId(u32);

impl SettingsId {
    /// The list without attributes.
    pub const EMPTY: SettingsId = SettingsId(0);

    /// Whether it is the list without attributes.
    pub fn is_empty(self) -> bool {
        self == SettingsId::EMPTY
    }
}

/// All lists of attributes of a model. In a list, no key stands twice.
#[derive(Debug)]
pub struct Settings {
    settings: Vec<Setting>,
    /// Where each list ends; the next begins there.
    ends: Vec<u32>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            settings: Vec::new(),
            ends: vec![0],
        }
    }
}

impl Settings {
    /// Keeps a list.
    pub fn keep(&mut self, list: &[Setting]) -> SettingsId {
        if list.is_empty() {
            return SettingsId::EMPTY;
        }
        self.settings.extend_from_slice(list);
        self.ends.push(self.settings.len() as u32);
        SettingsId(self.ends.len() as u32 - 1)
    }

    /// The attributes of a list.
    pub fn get(&self, id: SettingsId) -> &[Setting] {
        match id.0 as usize {
            0 => &[],
            index => &self.settings[self.ends[index - 1] as usize..self.ends[index] as usize],
        }
    }
}
