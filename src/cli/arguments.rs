//! What can be said on the command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, Args, ColorChoice, Parser, Subcommand, ValueEnum};

use crate::diagnostics::{Code, Levels, Severity};

const USAGE: &str = "\
certdot [OPTIONS] [FILE]
       certdot check [OPTIONS] FILE...
       certdot explain [CODE]";

/// The tree compiles as it stands.
const EXAMPLES: &str = "\
Write a tree, say in tree.cert:
  diagram \"From developer to architect\"
  node linux \"Linux\"                                      // one node, shared by both groups
  group \"Cloud\" { linux >> docker >> kubernetes }         // a box, and arrows in it
  group \"Data\"  { linux >> sql >> dive >> \"big data\" }    // `dive` makes its arrow a dashed one
  linux >> edge \"or\" [color=red] >> windows \"Windows\"     // an arrow with a label and a colour

Draw it, with Graphviz's `dot`:
  certdot tree.cert | dot -Tpng > tree.png              a picture
  certdot tree.cert | dot -Tsvg > tree.svg              one that can be clicked and searched
  certdot tree.cert -o tree.gv                          only the DOT, in a file
  echo 'learn >> practise >> teach' | certdot           from standard input

Mend it:
  certdot check *.cert                                  all mistakes in many files
  certdot check --deny-warnings *.cert                  the same, strictly, for a build
  certdot check -A W0504 tree.cert                      without warnings of cycles
  certdot explain E0202                                 more about a message";

/// Draws skill trees, certification paths and roadmaps from text: compiles a .cert file to Graphviz DOT.
#[derive(Debug, Parser)]
#[command(name = "certdot", version, about, override_usage = USAGE, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,

    /// The file to draw; `-`, or none when something is piped in, is standard input
    pub(super) file: Option<PathBuf>,

    // What is too much is taken in as well, to be answered with what was meant.
    #[arg(hide = true)]
    pub(super) more: Vec<PathBuf>,

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
        override_usage = "certdot check [OPTIONS] FILE...",
        after_help = "Examples:\n  certdot check tree.cert\n  certdot check --deny-warnings *.cert                  warnings fail too\n  certdot check --message-format short *.cert           one message a line, for editors\n  certdot check --message-format json tree.cert         for programs"
    )]
    Check {
        /// The files to check; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what a code means, with a wrong and a right example; without a code, list all of them
    // The options of the others say nothing to it, so its help does not list them.
    #[command(
        help_template = "{about-with-newline}\n{usage-heading} {usage}{after-help}",
        override_usage = "certdot explain [CODE]",
        after_help = "Examples:\n  certdot explain E0202    what the message means, with a wrong and a right example\n  certdot explain          the list of all codes"
    )]
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

    /// Do not report this warning, such as W0504; may be given several times
    #[arg(short = 'A', long = "allow", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) allowed: Vec<String>,

    /// Report this warning as a warning, in spite of --allow and --deny-warnings; may be given several times
    #[arg(short = 'W', long = "warn", value_name = "CODE", global = true, ignore_case = true, hide_possible_values = true,
          value_parser = PossibleValuesParser::new(warning_names()))]
    pub(super) warned: Vec<String>,

    /// When to colour messages; `auto` heeds whether standard error is a terminal, and NO_COLOR
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
