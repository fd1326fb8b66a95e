//! The facts that are recorded of the providers, written as pages in the layouts of several tools: the same facts come out of each, and
//! every edit of a page shows as that edit.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use bindery_pages::extract::{self, Asked};
use xtask::spec::inventory::{self, Facts, Field, Seen, Source, difference};

/// What a layout shows of a fact.
struct Row<'a> {
    path: &'a str,
    r#type: &'a str,
    required: bool,
    values: Vec<&'a str>,
}

struct Part<'a> {
    /// `Path parameters`, `Response`
    heading: &'static str,
    rows: Vec<Row<'a>>,
}

const PARTS: [(&str, &str); 4] = [
    ("path:", "Path parameters"),
    ("query:", "Query parameters"),
    ("header:", "Request headers"),
    ("", "Response"),
];

fn parts(facts: &Facts) -> Vec<Part<'_>> {
    let part = |(prefix, heading): (&'static str, &'static str)| Part {
        heading,
        rows: facts
            .fields
            .iter()
            .filter_map(|(path, field)| {
                let own = match prefix {
                    "" => Some(path.as_str()).filter(|p| !p.contains(':')),
                    prefix => path.strip_prefix(prefix),
                };
                let seen = field.seen.values().next()?;
                Some(Row {
                    path: own?,
                    r#type: &seen.r#type,
                    required: seen.required == Some(true),
                    values: field.values.iter().map(String::as_str).collect(),
                })
            })
            .collect(),
    };
    let parts = PARTS.into_iter().map(part);
    parts.filter(|p| !p.rows.is_empty()).collect()
}

/// A layout: a page around its parts, and how one part is written.
struct Layout {
    name: &'static str,
    page: fn(&str, &str) -> String,
    part: fn(&Part<'_>) -> String,
}

const LAYOUTS: [Layout; 7] = [
    Layout {
        name: "Markdown table",
        page: |request, parts| format!("# Read it\n\n`{request}`\n\nHands it out.\n{parts}"),
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let values = match r.values.is_empty() {
                    true => String::new(),
                    false => format!(" Allowed values: {}.", r.values.join(", ")),
                };
                let required = if r.required { "yes" } else { "no" };
                format!(
                    "| {} | {} | {required} | What it is.{values} |\n",
                    r.path,
                    r.r#type.replace(" | ", " or ")
                )
            });
            format!(
                "\n## {}\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n{}",
                part.heading,
                rows.collect::<String>()
            )
        },
    },
    Layout {
        name: "Mintlify text",
        page: |request, parts| {
            let (method, path) = request.split_once(' ').unwrap();
            let path = path.replace('/', "\n/\n");
            format!("Read it\n\n{method}{path}\n\nTry it\n\n{parts}")
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "required\n" } else { "" };
                let values = match r.values.is_empty() {
                    true => String::new(),
                    false => format!("\nAvailable options: {} \n", r.values.join(",\n")),
                };
                format!("{}\n{}\n{required}\nWhat it is.\n{values}\n", r.path, r.r#type)
            });
            format!("{}\n\n{}", part.heading, rows.collect::<String>())
        },
    },
    Layout {
        name: "ASP.NET help page",
        page: |request, parts| {
            html(&format!("<h1>{request}</h1><div><p>Hands it out.</p>{parts}</div>"))
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "Required" } else { "None." };
                let values = match r.values.is_empty() {
                    true => String::new(),
                    false => format!(" Possible values: {}", r.values.join(", ")),
                };
                format!("<tr><td class=\"parameter-name\">{}</td><td class=\"parameter-documentation\"><p>What it is.{values}</p></td><td class=\"parameter-type\">{}</td><td><p>{required}</p></td></tr>", r.path, escape(r.r#type))
            });
            format!(
                "<h2>{}</h2><table class=\"help-page-table\"><thead><tr><th>Name</th><th>Description</th><th>Type</th><th>Additional information</th></tr></thead><tbody>{}</tbody></table>",
                part.heading,
                rows.collect::<String>()
            )
        },
    },
    Layout {
        name: "Mintlify",
        page: |request, parts| {
            let (method, path) = request.split_once(' ').unwrap();
            let path = path.split('/').skip(1).map(|s| format!("<div>/</div><div>{s}</div>"));
            html(&format!(
                "<h1>Read it</h1><div><div>{method}</div><div>{}</div></div>{parts}",
                path.collect::<String>()
            ))
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "<div>required</div>" } else { "" };
                let values: Vec<String> = r.values.iter().map(|v| format!("<code>{v}</code>")).collect();
                let values = match values.is_empty() {
                    true => String::new(),
                    false => format!("<div>Available options: {}</div>", values.join(", ")),
                };
                format!("<div class=\"param-head\"><div class=\"flex\"><div class=\"name\">{}</div><div><div><span>{}</span></div>{required}</div></div></div><div><p>What it is.</p>{values}</div>", r.path, escape(r.r#type))
            });
            format!("<h4>{}</h4>{}", part.heading, rows.collect::<String>())
        },
    },
    Layout {
        name: "Docusaurus",
        page: |request, parts| {
            let (method, path) = request.split_once(' ').unwrap();
            html(&format!(
                "<article><header><h1>Read it</h1></header><pre><span class=\"badge\">{method}</span> <h2>{path}</h2></pre><p>Hands it out.</p>{parts}</article>"
            ))
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "<span class=\"required\">required</span>" } else { "" };
                let values: Vec<String> = r.values.iter().map(|v| format!("<code>{v}</code>")).collect();
                let values = match values.is_empty() {
                    true => String::new(),
                    false => format!("<p><strong>Possible values: </strong>[{}]</p>", values.join(", ")),
                };
                format!("<div class=\"openapi-params__list-item\"><div><strong class=\"property\">{}</strong><span class=\"type\">{}</span>{required}</div><p>What it is.</p>{values}</div>", r.path, escape(r.r#type))
            });
            format!(
                "<details><summary><h3>{}</h3></summary><ul>{}</ul></details>",
                part.heading,
                rows.collect::<String>()
            )
        },
    },
    Layout {
        name: "Confluence",
        page: |request, parts| {
            html(&format!("<h1>Read it</h1><h2>Endpoint</h2><p><code>{request}</code></p>{parts}"))
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "Yes" } else { "No" };
                let values: Vec<String> = r.values.iter().map(|v| format!("<li>{v}</li>")).collect();
                let values = match values.is_empty() {
                    true => String::new(),
                    false => format!("<p>Possible values:</p><ul>{}</ul>", values.concat()),
                };
                format!("<tr><td class=\"confluenceTd\"><p>{}</p></td><td class=\"confluenceTd\">{}</td><td class=\"confluenceTd\">{required}</td><td class=\"confluenceTd\"><p>What it is.</p>{values}</td></tr>", r.path, escape(r.r#type))
            });
            format!(
                "<h2>{}</h2><div class=\"table-wrap\"><table class=\"confluenceTable\"><tbody><tr><th>Field</th><th>Type</th><th>Mandatory</th><th>Description</th></tr>{}</tbody></table></div>",
                part.heading,
                rows.collect::<String>()
            )
        },
    },
    Layout {
        name: "ReadMe",
        page: |request, parts| {
            let (method, path) = request.split_once(' ').unwrap();
            html(&format!(
                "<header><h1>Read it</h1><div><span>{}</span><div><span>https://api.example.com</span><span>{path}</span></div></div></header>{parts}",
                method.to_lowercase()
            ))
        },
        part: |part| {
            let rows = part.rows.iter().map(|r| {
                let required = if r.required { "<div>required</div>" } else { "" };
                let values: Vec<String> = r.values.iter().map(|v| format!("<code>{v}</code>")).collect();
                let values = match values.is_empty() {
                    true => String::new(),
                    false => format!("<div>Allowed:<div>{}</div></div>", values.concat()),
                };
                format!("<div class=\"Param\"><div><label>{}</label><div>{}</div>{required}</div><div><p>What it is.</p></div>{values}</div>", r.path, escape(r.r#type))
            });
            format!(
                "<section><header><h3>{}</h3></header>{}</section>",
                part.heading,
                rows.collect::<String>()
            )
        },
    },
];

fn html(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Read it</title></head><body><main>{body}</main></body></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}

impl Layout {
    fn write(&self, facts: &Facts) -> String {
        let parts: String = parts(facts).iter().map(self.part).collect();
        (self.page)(facts.request.as_deref().unwrap(), &parts)
    }
}

/// What is read of a page, without what is a matter of its layout: a table is a list, and what is not required is optional.
fn read(page: &str) -> Facts {
    let reading = extract::read(&bindery_pages::read(page), &Asked::default());
    assert_eq!(reading.questions, [""; 0], "{page}");
    assert_eq!(reading.operations.len(), 1, "{page}");
    plain(&reading.operations[0].facts)
}

fn plain(facts: &Facts) -> Facts {
    let mut plain = facts.clone();
    for field in plain.fields.values_mut() {
        let seen = std::mem::take(&mut field.seen).into_values().map(|seen| Seen {
            required: Some(seen.required == Some(true)),
            r#type: seen
                .r#type
                .replace('|', " or ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            ..seen
        });
        field.seen = seen.map(|seen| (Source::Table, seen)).collect();
    }
    plain
}

/// What is documented on the pages of the providers.
fn providers() -> Vec<(String, Facts)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = xtask::spec::load(&root);
    let specs = folders.good();
    let all = specs.flat_map(|spec| {
        spec.inventory.iter().map(|(id, facts)| {
            let operation = spec.document.operations.iter().find(|o| o.id == *id).unwrap();
            let mut own = Facts {
                request: Some(format!("{} {}", operation.method.as_str(), operation.path)),
                ..Facts::default()
            };
            for (path, field) in &facts.fields {
                // Of a field that only samples show, what they show. Lists know types by their words only.
                let (source, seen) = field.seen.iter().next().unwrap();
                let r#type = match bindery_pages::types::is_type(&seen.r#type) {
                    true => seen.r#type.clone(),
                    false => "string".to_owned(),
                };
                let shown = !path.contains("error:") && *source != Source::XmlSample;
                if shown && !path.starts_with("response-header:") {
                    let seen = Seen { r#type, ..seen.clone() };
                    // Some of hundreds of values are enough.
                    let field = Field {
                        seen: [(Source::Table, seen)].into(),
                        values: field.values.iter().take(8).cloned().collect(),
                    };
                    own.fields.insert(path.clone(), field);
                }
            }
            (spec.provider.clone(), plain(&own))
        })
    });
    all.collect()
}

#[test]
fn the_same_facts_in_every_layout() {
    let providers = providers();
    assert!(providers.len() >= 5);
    for (provider, facts) in &providers {
        for layout in &LAYOUTS {
            let page = layout.write(facts);
            let changes: Vec<String> = difference(facts, &read(&page))
                .into_iter()
                .map(|c| format!("{} {}   {}", c.sign, c.what, c.how))
                .collect();
            assert_eq!(changes, [""; 0], "{provider} as {}: {page}", layout.name);
        }
    }
}

/// An edit of facts, and how it is reported.
fn edits(facts: &Facts) -> Vec<(Facts, BTreeSet<String>)> {
    let mut edits = Vec::new();
    let holds = |path: &str| {
        facts.fields.keys().any(|p| {
            p.len() > path.len()
                && p.starts_with(path)
                && !p[path.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let leaves = facts.fields.iter().filter(|(path, _)| !path.contains(':') && !holds(path));
    for (path, field) in leaves {
        let mut edit = |change: &dyn Fn(&mut Facts), want: &[String]| {
            let mut edited = facts.clone();
            change(&mut edited);
            edits.push((edited, want.iter().cloned().collect()));
        };
        let retyped = |r#type: &str| {
            let mut field = field.clone();
            field.seen.values_mut().for_each(|s| s.r#type = r#type.to_owned());
            field
        };
        let other = format!("{path}Next");
        edit(&|f| drop(f.fields.remove(path)), &[format!("- {path}")]);
        edit(
            &|f| drop(f.fields.insert(other.clone(), retyped("integer"))),
            &[format!("+ {other}")],
        );
        edit(
            &|f| {
                let field = f.fields.remove(path).unwrap();
                f.fields.insert(other.clone(), field);
            },
            &[format!("- {path}"), format!("+ {other}")],
        );
        if field.values.is_empty() && field.seen.values().all(|s| s.r#type != "boolean") {
            let retyped = retyped("boolean");
            edit(&|f| drop(f.fields.insert(path.clone(), retyped.clone())), &[format!("~ {path}")]);
        }
        let mut edit = |change: &dyn Fn(&mut Field), want: &[String]| {
            let mut edited = facts.clone();
            edited.fields.entry(path.clone()).and_modify(|f| change(f));
            edits.push((edited, want.iter().cloned().collect()));
        };
        edit(
            &|f| f.seen.values_mut().for_each(|s| s.required = s.required.map(|r| !r)),
            &[format!("~ {path}")],
        );
        if let Some(value) = field.values.first() {
            edit(
                &|f| {
                    f.values.insert("brand-new".to_owned());
                },
                &[format!("+ {path} = brand-new")],
            );
            if field.values.len() > 2 {
                edit(
                    &|f| {
                        f.values.remove(value);
                    },
                    &[format!("- {path} = {value}")],
                );
            }
        }
    }
    edits
}

#[test]
fn every_edit_shows_as_that_edit() {
    for (provider, facts) in providers() {
        let edits = edits(&facts);
        assert!(edits.len() >= 30, "{provider}: {}", edits.len());
        // Every layout has every kind of edit, and each edit is made in one layout at least.
        let per_layout = 30;
        for (index, layout) in LAYOUTS.iter().enumerate() {
            let own = edits
                .iter()
                .cycle()
                .skip(index * per_layout % edits.len())
                .take(per_layout.min(edits.len()));
            for (edited, want) in own {
                let page = layout.write(edited);
                let got: BTreeSet<String> = difference(&facts, &read(&page))
                    .into_iter()
                    .map(|c| format!("{} {}", c.sign, c.what))
                    .collect();
                assert_eq!(got, *want, "{provider} as {}", layout.name);
            }
        }
    }
}

#[test]
fn facts_are_printed_as_they_are_read() {
    for (provider, facts) in providers() {
        let text = format!("[x]\n{}", facts.print());
        assert_eq!(inventory::parse(&text).unwrap()["x"], facts, "{provider}");
    }
}
