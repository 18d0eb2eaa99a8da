//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand, ValueEnum};

use crate::diagnostics::{Code, Levels, Severity};

const EXAMPLES: &str = "\
Examples:
  certdot tree.cert | dot -Tpng > tree.png     draw a tree with Graphviz
  certdot tree.cert -o tree.gv                 keep the DOT in a file
  echo 'a >> b >> c' | certdot                 read standard input
  certdot check *.cert                         look for mistakes only
  certdot explain E0202                        say more about a mistake

A tree in one look:
  node sa_assoc \"Solutions Architect\"
  group \"Networking\" { sa_assoc >> networking >> dive >> security }";

/// Draws skill trees, certification paths and roadmaps from text: compiles a .cert file to Graphviz DOT.
#[derive(Debug, Parser)]
#[command(name = "certdot", version, about, after_help = EXAMPLES, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The file to draw; `-`, or none when something is piped in, is standard input
    pub(super) file: Option<PathBuf>,

    /// Write the DOT to FILE instead of standard output; on any failure FILE stays as it was
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report the mistakes in files, and draw nothing
    #[command(
        after_help = "Examples:\n  certdot check tree.cert\n  certdot check --deny-warnings *.cert\n  certdot check --message-format json tree.cert"
    )]
    Check {
        /// The files to check; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what a code means, with a wrong and a right example; without a code, list all of them
    #[command(after_help = "Examples:\n  certdot explain E0202\n  certdot explain")]
    Explain {
        /// A code as messages print it, such as E0202
        code: Option<String>,
    },
}

/// What all commands take.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Keep `use` and icons below DIR [default: the working directory if the file lies in it, else the file's folder]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) root: Option<PathBuf>,

    /// Look for icons in DIR too; may be given several times
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) icons: Vec<PathBuf>,

    /// How messages are printed: with source lines, one a line, or as one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub(super) message_format: MessageFormat,

    /// Take warnings for errors
    #[arg(long, global = true)]
    pub(super) deny_warnings: bool,

    /// Do not report this warning; may be given several times
    #[arg(short = 'A', long = "allow", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) allowed: Vec<String>,

    /// Report this warning as a warning, in spite of --allow and --deny-warnings; may be given several times
    #[arg(short = 'W', long = "warn", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) warned: Vec<String>,

    /// When to colour messages; `auto` heeds NO_COLOR and whether standard error is a terminal
    #[arg(long, value_name = "WHEN", default_value_t = ColorChoice::Auto, global = true, action = ArgAction::Set)]
    pub(super) color: ColorChoice,
}

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With source lines
    Human,
    /// One a line
    Short,
    /// One JSON object a line
    Json,
}

impl Common {
    /// Which warnings are heard.
    pub(super) fn levels(&self) -> Levels {
        let codes = |names: &[String]| {
            names
                .iter()
                .filter_map(|name| Code::from_name(name))
                .collect()
        };
        Levels {
            deny_warnings: self.deny_warnings,
            allowed: codes(&self.allowed),
            warned: codes(&self.warned),
        }
    }
}

fn warning_names() -> Vec<&'static str> {
    Code::ALL
        .iter()
        .filter(|code| code.severity() == Severity::Warning)
        .map(|code| code.name())
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
