//! What trees cost a site of documents: the time that its tool takes to build it, against the same site without them, and
//! with the way to draw that the tool itself brings.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use crate::clock::median;
use crate::report::Report;
use crate::workshop::Workshop;

const PAGES: usize = 300;

/// Each page whose number is a multiple of this has a tree.
const EVERY: usize = 3;

/// How often each is built, in turns with the others.
const ROUNDS: usize = 5;

/// A tool, and the ways in which it can draw trees. The first is not to.
struct Tool {
    name: &'static str,
    /// What it is asked to see whether it is here.
    question: &'static str,
    /// What it needs beside its pages.
    files: fn(Way) -> Vec<(&'static str, String)>,
    /// Where a page lies, by its number, and how its title is written.
    page: fn(usize) -> (String, String),
    ways: &'static [Way],
    /// Builds it, from the folder of the site.
    build: &'static str,
    /// What it has made, to be built anew.
    made: &'static str,
}

/// What draws the trees.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Nothing,
    Certdot,
    Mermaid,
    Graphviz,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Way::Nothing => "nothing",
            Way::Certdot => "certdot",
            Way::Mermaid => "mermaid",
            Way::Graphviz => "graphviz",
        }
    }
}

const TOOLS: [Tool; 3] = [
    // As it is published: one that is built for debugging takes three times as long.
    Tool {
        name: "mdBook",
        question: "mdbook --version",
        files: |way| {
            let pages: String = (0..PAGES)
                .map(|page| format!("- [Page {page}](p{page}.md)\n"))
                .collect();
            let certdot = match way {
                Way::Certdot => "[preprocessor.certdot]\ncommand = \"certdot mdbook\"\n",
                _ => "",
            };
            vec![
                ("book.toml", format!("[book]\ntitle = \"Site\"\n{certdot}")),
                ("src/SUMMARY.md", format!("# Summary\n\n{pages}")),
            ]
        },
        page: |page| (format!("src/p{page}.md"), format!("# Page {page}\n")),
        ways: &[Way::Nothing, Way::Certdot],
        build: "mdbook build",
        made: "book",
    },
    Tool {
        name: "MkDocs with Material",
        question: "python -c 'import material, mkdocs_certdot'",
        files: |way| {
            let (plugin, fences) = match way {
                Way::Certdot => ("  - certdot\n", ""),
                Way::Mermaid => (
                    "",
                    ":\n      custom_fences:\n        - name: mermaid\n          class: mermaid\n          format: \
                     !!python/name:pymdownx.superfences.fence_code_format",
                ),
                _ => ("", ""),
            };
            let text = format!(
                "site_name: Site\ntheme: material\nplugins:\n  - search\n{plugin}markdown_extensions:\n  - \
                 pymdownx.superfences{fences}\n"
            );
            vec![("mkdocs.yml", text)]
        },
        page: |page| {
            let name = if page == 0 {
                "index".to_owned()
            } else {
                format!("p{page}")
            };
            (format!("docs/{name}.md"), format!("# Page {page}\n"))
        },
        ways: &[Way::Nothing, Way::Certdot, Way::Mermaid],
        build: "python -m mkdocs build -q",
        made: "site",
    },
    Tool {
        name: "Sphinx",
        question: "python -c 'import sphinx'",
        files: |way| {
            let extension = match way {
                Way::Certdot => "'sphinx_certdot'",
                Way::Graphviz => "'sphinx.ext.graphviz'",
                _ => "",
            };
            let text = format!(
                "project = 'Site'\nextensions = [{extension}]\ngraphviz_output_format = 'svg'\n"
            );
            let pages: String = (1..PAGES).map(|page| format!("   p{page}\n")).collect();
            vec![
                ("conf.py", text),
                ("all.rst", format!(":orphan:\n\n.. toctree::\n\n{pages}")),
            ]
        },
        page: |page| {
            let name = if page == 0 {
                "index".to_owned()
            } else {
                format!("p{page}")
            };
            let title = format!("Page {page}");
            (
                format!("{name}.rst"),
                format!("{title}\n{}\n", "=".repeat(title.len())),
            )
        },
        ways: &[Way::Nothing, Way::Certdot, Way::Graphviz],
        build: "python -m sphinx -q -E -a . made",
        made: "made",
    },
];

/// Measures what trees cost.
pub(crate) fn measure(workshop: &Workshop, report: &mut Report) -> Result<(), String> {
    for tool in &TOOLS {
        report.section(&format!(
            "{}: {PAGES} pages, {} trees, seconds of a build",
            tool.name,
            PAGES / EVERY
        ));
        if !shell(workshop, "", tool.question)? {
            report.note("not here", "bash tests/run installs it");
            continue;
        }
        for way in tool.ways {
            write(workshop, tool, *way)?;
        }
        let mut runs: Vec<Run> = Vec::new();
        for way in tool.ways {
            runs.push(Run::new(*way, true));
            if *way != Way::Nothing && *way != Way::Mermaid {
                runs.push(Run::new(*way, false));
            }
        }
        // The first round does not count: Python compiles what it has not run before.
        for round in 0..=ROUNDS {
            for run in &mut runs {
                let time = run.time(workshop, tool)?;
                if round > 0 {
                    run.times.push(time);
                }
            }
        }
        let plain = seconds(&runs[0].times);
        report.note("without trees", format!("{plain:.2}"));
        for run in &runs[1..] {
            let time = seconds(&run.times);
            let added = (time - plain) * 1e3 / (PAGES / EVERY) as f64;
            let what = match (run.way, run.is_cold) {
                (Way::Mermaid, _) => "mermaid, which browsers are to draw".to_owned(),
                (way, true) => format!("{}, drawn for the first time", way.name()),
                (way, false) => format!("{}, drawn before", way.name()),
            };
            report.note(
                &what,
                format!("{time:.2}: {:.2}×, {added:.1} ms a tree", time / plain),
            );
        }
    }
    Ok(())
}

/// A site that is built again and again.
struct Run {
    way: Way,
    /// Whether nothing is left of what was drawn before.
    is_cold: bool,
    /// Nanoseconds.
    times: Vec<u64>,
}

impl Run {
    fn new(way: Way, is_cold: bool) -> Run {
        Run {
            way,
            is_cold,
            times: Vec::new(),
        }
    }

    fn time(&self, workshop: &Workshop, tool: &Tool) -> Result<u64, String> {
        let folder = site(tool, self.way);
        let cleared = match (self.is_cold, self.way) {
            (true, _) => format!("rm -rf cache {}", tool.made),
            // Sphinx's own finds its pictures among what it has made.
            (false, Way::Graphviz) => String::new(),
            (false, _) => format!("rm -rf {}", tool.made),
        };
        shell(workshop, &folder, &cleared)?;
        let start = Instant::now();
        let is_built = shell(workshop, &folder, tool.build)?;
        let time = start.elapsed().as_nanos() as u64;
        if is_built {
            Ok(time)
        } else {
            Err(format!("{} cannot build {folder}", tool.name))
        }
    }
}

fn seconds(times: &[u64]) -> f64 {
    median(times.to_vec()) as f64 / 1e9
}

/// Where a site lies in the workshop.
fn site(tool: &Tool, way: Way) -> String {
    let tool = tool.name.split(' ').next().unwrap_or_default();
    format!("site-{tool}-{}", way.name())
}

/// Writes a site.
fn write(workshop: &Workshop, tool: &Tool, way: Way) -> Result<(), String> {
    let site = site(tool, way);
    let put = |name: &str, text: &str| {
        let path = workshop.path(&format!("{site}/{name}"));
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))
    };
    for (name, text) in (tool.files)(way) {
        put(name, &text)?;
    }
    for page in 0..PAGES {
        let (name, title) = (tool.page)(page);
        let text = "Some text of a page, with *emphasis* and an example or two.\n\n".repeat(16);
        let tree = match page % EVERY {
            0 => block(workshop, tool, way, page)?,
            _ => String::new(),
        };
        put(&name, &format!("{title}\n{text}{tree}"))?;
    }
    Ok(())
}

/// A tree as it stands in a page.
fn block(workshop: &Workshop, tool: &Tool, way: Way, page: usize) -> Result<String, String> {
    let text = match way {
        Way::Nothing => return Ok(String::new()),
        Way::Certdot => tree(page),
        Way::Mermaid => mermaid(page),
        Way::Graphviz => {
            workshop.write("site.cert", &tree(page))?;
            String::from_utf8_lossy(&workshop.certdot_in_shell("site.cert")?).into_owned()
        }
    };
    let word = if way == Way::Certdot {
        "cert"
    } else {
        way.name()
    };
    if tool.name != "Sphinx" {
        return Ok(format!("```{word}\n{text}```\n"));
    }
    let mut block = format!(".. {word}::\n\n");
    for line in text.lines() {
        // Writing to a string cannot fail.
        let _ = writeln!(block, "   {line}");
    }
    Ok(block)
}

/// Ten skills, those in a box that nothing outside speaks of, and two certifications with their icons.
fn tree(page: usize) -> String {
    let chain: Vec<String> = (0..10).map(|skill| format!("s{page}_{skill}")).collect();
    format!(
        "use aws\ndiagram \"Tree {page}\"\ngroup \"Area {page}\" {{\n    {}\n}}\nsa_assoc >> dive >> s{page}_3\nsecurity >> \
         s{page}_5\n",
        chain.join(" >> ")
    )
}

/// The same, without icons, for Mermaid has none.
fn mermaid(page: usize) -> String {
    let chain: Vec<String> = (0..10).map(|skill| format!("s{page}_{skill}")).collect();
    format!(
        "flowchart TB\nsubgraph \"Area {page}\"\n    {}\nend\nsa_assoc -.-> s{page}_3\nsecurity --> s{page}_5\n",
        chain.join(" --> ")
    )
}

/// Runs a script of the shell in a folder of the workshop, with certdot and the Python of the tests before all others, and
/// tells whether it ends well. What certdot keeps lies in that folder.
fn shell(workshop: &Workshop, folder: &str, script: &str) -> Result<bool, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (own, folder) = (workshop.path(""), workshop.path(folder));
    let usual = std::env::var_os("PATH").unwrap_or_default();
    let paths = [own.clone(), root.join("target/python/bin")]
        .into_iter()
        .chain(std::env::split_paths(&usual));
    let paths = std::env::join_paths(paths).map_err(|error| error.to_string())?;
    let status = workshop
        .shell(script)
        .current_dir(&folder)
        .env("PATH", paths)
        .env("CERTDOT", own.join("certdot"))
        .env("PYTHONPATH", root.join("integrations/sphinx"))
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    Ok(status
        .map_err(|error| format!("cannot start a shell: {error}"))?
        .success())
}
