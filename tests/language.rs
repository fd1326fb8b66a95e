//! Documentation, comments and messages follow "Language" in CONTRIBUTING.md.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The terms of the glossary's last column.
fn banned() -> Vec<Vec<String>> {
    let contributing = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (_, glossary) = contributing.split_once("| Term | Meaning | Not |").unwrap();
    let rows = glossary.lines().skip(2).take_while(|l| l.starts_with('|'));
    let terms = rows.flat_map(|row| row.split('|').nth(3).unwrap().split(','));
    terms.map(tokens).filter(|t| !t.is_empty()).collect()
}

fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a token is a term, or the plural or another form of it.
fn is(token: &str, term: &str) -> bool {
    let ending = token.strip_prefix(term);
    ending.is_some_and(|e| ["", "s", "d", "ed", "ing"].contains(&e))
}

/// Every file below a folder with one of these endings, without generated data and samples.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "samples", "snapshots"].contains(&name.as_str()) {
                open.extend(fs::read_dir(&path).unwrap().map(|e| e.unwrap().path()));
            }
        } else if endings.iter().any(|e| name.ends_with(e)) {
            found.push(path);
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{folder}: no files");
    found
}

/// The prose of a file: paragraphs, each with the line that it starts on, without code.
fn paragraphs(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let comment = match path.extension().unwrap().to_str().unwrap() {
        "rs" => &["///", "//!", "//"][..],
        "toml" => &["#"],
        _ => &[],
    };
    let list = |prose: &str| path.extension().unwrap() == "yaml" || prose.starts_with(['|', '-']);
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let (mut continues, mut fenced) = (false, false);
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let prose = match comment.iter().find_map(|c| line.strip_prefix(c)) {
            Some(prose) => prose.trim(),
            None if comment.is_empty() => line,
            None => "",
        };
        fenced ^= prose.starts_with("```");
        if prose.is_empty() || fenced || prose.starts_with("```") || prose.starts_with("<!--") {
            continues = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some((_, paragraph)) if continues && !list(prose) => {
                *paragraph = format!("{paragraph} {prose}")
            }
            _ => paragraphs.push((index + 1, prose.to_owned())),
        }
        continues = true;
    }
    for (_, paragraph) in &mut paragraphs {
        // Every other part is between backticks.
        *paragraph = paragraph.split('`').step_by(2).collect::<Vec<_>>().join("`");
    }
    paragraphs
}

fn place(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.strip_prefix(root()).unwrap().display())
}

/// The string literals with spaces in a Rust file, without placeholders and code.
fn messages(path: &Path) -> Vec<String> {
    fn collect(tokens: TokenStream, found: &mut Vec<String>) {
        // A doc comment is `doc = "…"` here; `paragraphs` has its text.
        let mut doc = false;
        for token in tokens {
            match token {
                TokenTree::Group(group) => collect(group.stream(), found),
                TokenTree::Literal(literal) if !doc => found.push(literal.to_string()),
                TokenTree::Ident(ident) => doc = ident == "doc",
                _ => {}
            }
        }
    }
    let mut literals = Vec::new();
    let source = fs::read_to_string(path).unwrap();
    let source = source.split("#[cfg(test)]\nmod ").next().unwrap();
    collect(source.parse().unwrap(), &mut literals);
    let prose = |literal: &String| literal.starts_with('"') && literal.contains(' ');
    let outside = |text: &str, code: &[char]| {
        let parts = text.split(code);
        parts.step_by(2).collect::<Vec<_>>().join("`")
    };
    let messages = literals.iter().filter(|literal| prose(literal));
    messages.map(|text| outside(&outside(text, &['`']), &['{', '}'])).collect()
}

/// The banned terms in a text.
fn terms_in<'a>(text: &str, banned: &'a [Vec<String>]) -> impl Iterator<Item = String> + use<'a> {
    let tokens = tokens(text);
    banned.iter().filter_map(move |term| {
        let fits = |w: &[String]| w.iter().zip(term).all(|(token, term)| is(token, term));
        tokens.windows(term.len()).any(fits).then(|| term.join(" "))
    })
}

#[test]
fn no_text_has_a_banned_term() {
    let banned = banned();
    assert!(banned.len() > 10, "the glossary was not found");
    let mut found = Vec::new();
    let mut all = files("specs", &[".md", ".yaml"]);
    all.extend(sources());
    all.extend(
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"]
            .map(|f| root().join(f)),
    );
    for path in all {
        let is_spec = path.extension().is_some_and(|ending| ending == "yaml");
        for (line, paragraph) in paragraphs(&path) {
            // The glossary itself.
            if path.ends_with("CONTRIBUTING.md") && paragraph.starts_with('|') {
                continue;
            }
            // The names and values of a provider are its own.
            let keys = ["description: ", "summary: ", "x-differs: ", "x-undocumented: ", "# "];
            let prose = match keys.iter().find_map(|key| paragraph.split_once(key)) {
                Some((_, prose)) if is_spec => prose,
                None if is_spec && paragraph.contains(':') => continue,
                _ => &paragraph,
            };
            for term in terms_in(prose, &banned) {
                found.push(format!("{}: {term:?} in: {paragraph}", place(&path, line)));
            }
        }
        let test = path.components().any(|c| c.as_os_str() == "tests");
        let test = test || path.file_stem().is_some_and(|name| name == "tests");
        if !test && path.extension().is_some_and(|e| e == "rs") {
            for message in messages(&path) {
                for term in terms_in(&message, &banned) {
                    found.push(format!("{}: {term:?} in: {message}", place(&path, 1)));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} texts\n{}", found.len(), found.join("\n"));
}

/// Folders whose docs and comments are checked.
const SOURCES: [&str; 3] = ["crates", "tests", "xtask/src"];

fn sources() -> impl Iterator<Item = PathBuf> {
    SOURCES.iter().flat_map(|folder| files(folder, &[".rs", ".md", ".toml"]))
}

/// The problem of a description, if there is one.
fn shape(text: &str) -> Option<&'static str> {
    let first = text.split_whitespace().next()?;
    if ["What", "Who", "Whom", "How", "When", "Where", "Why", "Which"].contains(&first) {
        return Some("an indirect question; write a noun phrase or a sentence");
    }
    // The value that a variant stands for.
    let code = text.starts_with('`') && text.ends_with('`');
    if !code && !text.ends_with(['.', ':']) {
        return Some("no full stop at its end");
    }
    None
}

#[test]
fn docs_are_noun_phrases_or_sentences() {
    let mut found = Vec::new();
    let crates = files("crates", &[".rs"]).into_iter();
    for path in crates.filter(|path| !path.components().any(|c| c.as_os_str() == "tests")) {
        // clap's help texts have no full stop.
        let help = path.starts_with(root().join("crates/cli"));
        let source = fs::read_to_string(&path).unwrap();
        let mut docs: Option<(usize, String)> = None;
        // A line that is no doc comment ends one.
        for (index, line) in source.lines().chain([""]).enumerate() {
            match line.trim().strip_prefix("///") {
                Some(text) => {
                    let (_, docs) = docs.get_or_insert((index + 1, String::new()));
                    docs.push_str(text);
                    docs.push('\n');
                }
                None => {
                    if let Some((line, docs)) = docs.take() {
                        let summary = docs.split("\n\n").next().unwrap_or_default().trim();
                        let end = if help { "." } else { "" };
                        if let Some(problem) = shape(&format!("{summary}{end}")) {
                            found.push(format!("{}: {problem}: {summary}", place(&path, line)));
                        }
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{} docs\n{}", found.len(), found.join("\n"));
}

/// A provider's crate re-exports the runtime and the mock, so their docs are part of every provider's docs.
#[test]
fn shared_docs_name_no_provider() {
    let mut found = Vec::new();
    let folders = ["crates/runtime/src", "crates/mock/src/server.rs", "crates/mock/src/script.rs"];
    for path in folders.iter().flat_map(|folder| files(folder, &[".rs"])) {
        let source = fs::read_to_string(&path).unwrap();
        let docs = source.lines().enumerate().filter(|(_, line)| line.trim().starts_with("///"));
        for (index, line) in docs {
            let named = bindery_registry::PROVIDERS.iter().find(|entry| {
                let provider = entry.provider;
                let variable = format!("{}_", provider.name.to_uppercase());
                let host = format!("{}.", provider.name);
                line.contains(provider.title) || line.contains(&variable) || line.contains(&host)
            });
            if let Some(entry) = named {
                found.push(format!("{}: {}: {line}", place(&path, index + 1), entry.provider.name));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
