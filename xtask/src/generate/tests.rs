//! What is generated around progenitor's code, for a minimal spec and for hostile ones.

use std::fs;

use toml_edit::DocumentMut;

use super::testing::{self, fixture, fixture_root};
use super::{docs, erased, library, manifest, mock, provider, registry, rust};
use crate::spec::*;

fn text(name: &str, location: Location) -> Parameter {
    Parameter {
        at: At::default(),
        name: name.to_owned(),
        rust: names::field(name),
        location,
        required: true,
        schema: Schema::Scalar(Scalar::String),
        style: Style::Exploded,
        description: String::new(),
        deprecated: false,
        marks: Marks::default(),
    }
}

fn response(status: Status, schema: &str) -> Response {
    let json =
        MediaType { at: At::default(), name: "application/json".to_owned(), format: Format::Json };
    Response {
        at: At::default(),
        status,
        description: String::new(),
        body: Some(ResponseBody {
            media_types: vec![json],
            schema: Schema::Named(schema.to_owned()),
        }),
        headers: Vec::new(),
        error_when: Vec::new(),
    }
}

fn object(name: &str) -> Type {
    Type {
        at: At::default(),
        name: name.to_owned(),
        description: String::new(),
        deprecated: false,
        shape: Shape::Object(Object {
            properties: Vec::new(),
            code: None,
            message: None,
            has_others: false,
        }),
        xml_name: None,
        uses: Uses { in_response: true, ..Uses::default() },
    }
}

/// One operation with one parameter, one success and one error.
fn minimal() -> Spec {
    let operation = Operation {
        at: At::default(),
        id: "get_boat".to_owned(),
        method: Method::Get,
        path: Path {
            at: At::default(),
            segments: vec![
                Segment::Literal("/boats/".to_owned()),
                Segment::Parameter("id".to_owned()),
            ],
        },
        summary: "Read a boat.".to_owned(),
        description: String::new(),
        deprecated: false,
        page: None,
        parameters: vec![text("id", Location::Path)],
        constants: Vec::new(),
        body: None,
        responses: vec![response(Status::Code(200), "Boat"), response(Status::Range(4), "Problem")],
        security: Vec::new(),
        pages: None,
        idempotency_key: None,
        undocumented: None,
    };
    let document = Document {
        title: "Acme".to_owned(),
        version: "1".to_owned(),
        description: String::new(),
        page: None,
        servers: Vec::new(),
        schemes: vec![Scheme {
            at: At::default(),
            name: "token".to_owned(),
            kind: SchemeKind::Bearer,
        }],
        security: vec![vec!["token".to_owned()]],
        operations: vec![operation],
        types: vec![object("Boat"), object("Problem")],
        examples: Examples::One,
        keywords: Vec::new(),
    };
    let sample = |name: &str, direction| Sample {
        name: name.to_owned(),
        file: format!("specs/acme/samples/{name}.json"),
        operation: "get_boat".to_owned(),
        direction,
        media_type: "application/json",
        body: b"{}".to_vec(),
    };
    Spec {
        provider: "acme".to_owned(),
        document,
        samples: vec![
            sample("get_boat", Direction::Response(0)),
            sample("get_boat.404", Direction::Response(404)),
        ],
        inventory: Default::default(),
    }
}

/// Characters that end a string, a comment, a table or a line in some format, or are invisible.
const HOSTILE: &str = "q\" b\\ {error} {{ title }} {% if %} #} */ /* // # [x] | `c` ``` <b> & <!-- -->\r\n    code\n# h\n- i\n\
    ''' \"\"\" (https://example.com/a) \u{202e}rtl \u{feff}bom \u{0}nul \u{1b}[31m";

/// A spec with a hostile text wherever a spec has a text.
fn hostile() -> Spec {
    let mut spec = minimal();
    let text = || HOSTILE.to_owned();
    let document = &mut spec.document;
    document.examples = Examples::All;
    document.title = text();
    document.description = text();
    document.page = Some(Link {
        at: At::default(),
        url: format!("https://example.com/{HOSTILE}"),
        description: text(),
    });
    document.servers = vec![Server {
        at: At::default(),
        url: format!("https://example.com/{HOSTILE}"),
        description: text(),
    }];
    document.schemes = vec![
        Scheme {
            at: At::default(),
            name: "token".to_owned(),
            kind: SchemeKind::ApiKey { place: KeyPlace::Query, name: text() },
        },
        Scheme {
            at: At::default(),
            name: "login".to_owned(),
            kind: SchemeKind::Login(TokenRequest {
                url: text(),
                body: TokenBody::Json,
                token: text(),
                scopes: vec![text()],
                parameters: vec![(text(), text())],
                client: TokenClient::Body,
            }),
        },
    ];
    document.security.push(vec!["token".to_owned(), "login".to_owned()]);
    let operation = &mut document.operations[0];
    operation.security.clone_from(&document.security);
    operation.summary = text();
    operation.description = text();
    operation.constants = vec![("X-Version".to_owned(), text())];
    operation.path.segments.push(Segment::Literal(text()));
    operation.parameters[0].name = text();
    operation.parameters[0].rust = "id".to_owned();
    operation.parameters[0].description = text();
    operation.responses[0].description = text();
    operation.responses[0].error_when =
        vec![Condition { at: At::default(), test: Test::Present, pointer: vec![text()] }];
    let mark = || Some(Mark { at: At::default(), reason: text() });
    operation.parameters[0].marks =
        Marks { undocumented: mark(), differs: mark(), ..Marks::default() };
    for sample in &mut spec.samples {
        sample.body = HOSTILE.as_bytes().to_vec();
    }
    spec
}

/// The texts around progenitor's code, by their names in the crate.
fn texts(spec: &Spec) -> Vec<(String, String)> {
    let rust = |file: &syn::File| rust::print(&spec.file(), file);
    let mut texts = vec![
        ("Cargo.toml".to_owned(), manifest::provider(spec)),
        ("lib.rs".to_owned(), rust(&library::library(spec))),
        ("erased.rs".to_owned(), rust(&erased::erased(spec))),
        ("mock.rs".to_owned(), rust(&mock::mock(spec))),
        ("README.md".to_owned(), docs::readme(spec)),
        ("lib.md".to_owned(), docs::front_page(spec)),
    ];
    texts.extend(
        docs::examples(spec).into_iter().map(|e| (format!("{}.rs", e.target(spec)), e.text(spec))),
    );
    texts
}

/// The code blocks of a page, by their languages: what a reader of Markdown takes for code.
fn languages(markdown: &str) -> Vec<&str> {
    let fence = |line: &str| line.starts_with("```");
    let fences = markdown.lines().filter(|line| fence(line));
    fences.step_by(2).map(|line| line.trim_start_matches('`')).collect()
}

#[test]
fn no_text_of_a_spec_breaks_what_is_generated() {
    let (plain, hostile) = (texts(&minimal_with_all_examples()), texts(&hostile()));
    assert_eq!(plain.len(), hostile.len());
    for ((name, plain), (_, hostile)) in plain.iter().zip(&hostile) {
        for hidden in ['\u{202e}', '\u{feff}', '\u{0}', '\u{1b}'] {
            assert!(!hostile.contains(hidden), "{name} has {hidden:?}:\n{hostile}");
        }
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("toml") => {
                let manifest: DocumentMut =
                    hostile.parse().unwrap_or_else(|e| panic!("{e}\n{hostile}"));
                let description = manifest["package"]["description"].as_str();
                assert!(description.is_some_and(|d| !d.contains('\n')), "{description:?}");
                assert_eq!(
                    manifest.iter().count(),
                    plain.parse::<DocumentMut>().map(|m| m.iter().count()).unwrap_or_default()
                );
            }
            Some("rs") => {
                let items = |text: &str| {
                    syn::parse_file(text)
                        .unwrap_or_else(|e| panic!("{name}: {e}\n{text}"))
                        .items
                        .len()
                };
                assert_eq!(items(hostile), items(plain), "{name}:\n{hostile}");
            }
            _ => {
                assert_eq!(languages(hostile), languages(plain), "{name}:\n{hostile}");
                let headings = |text: &str| {
                    text.lines()
                        .filter(|l| l.starts_with("## "))
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                };
                let mut expected = headings(plain);
                expected
                    .insert(expected.len() - 2, "## Differences from the documentation".to_owned());
                assert_eq!(headings(hostile), expected, "{name}:\n{hostile}");
                for line in hostile.lines().filter(|l| l.starts_with("| `")) {
                    let cells = line.replace("\\|", "").matches('|').count();
                    assert_eq!(cells, 4, "{name}: {line}");
                }
            }
        }
    }
}

fn minimal_with_all_examples() -> Spec {
    let mut spec = minimal();
    spec.document.examples = Examples::All;
    spec
}

/// Documents as people write them for APIs of every kind, with the metadata of OpenAPI.
#[test]
fn ordinary_documents_compile() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ordinary");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.display().to_string();
        let yaml = std::fs::read_to_string(&path).unwrap();
        let (document, report) = crate::spec::read(&file, &yaml);
        let document = document.unwrap();
        if let Err(problems) = report.finish() {
            panic!("{problems:#?}");
        }
        let spec = Spec { document, samples: Vec::new(), ..minimal() };
        testing::compiles(&spec);
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn every_parameter_has_an_example_of_its_type() {
    let call = |scalar| {
        let mut spec = minimal();
        spec.document.operations[0].parameters[0].schema = Schema::Scalar(scalar);
        let readme = docs::readme(&spec);
        let line = readme.lines().find(|l| l.contains("client.get_boat(")).unwrap_or_default();
        line.trim().to_owned()
    };
    let calls = [
        Scalar::Boolean,
        Scalar::Int64,
        Scalar::Double,
        Scalar::Decimal,
        Scalar::String,
        Scalar::DateTime,
        Scalar::Uuid,
    ]
    .map(call)
    .join("\n");
    insta::assert_snapshot!(calls, @r#"
    let response = client.get_boat(true).await?;
    let response = client.get_boat(431).await?;
    let response = client.get_boat(4.5).await?;
    let response = client.get_boat(&"4.5".parse()?).await?;
    let response = client.get_boat("your id").await?;
    let response = client.get_boat(&"2026-01-31T12:00:00Z".parse()?).await?;
    let response = client.get_boat(&"67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?).await?;
    "#);
}

#[test]
fn no_operation_clashes_with_the_mock() {
    for id in [
        "start", "client", "calls", "builder", "base_url", "on", "reset", "stop", "operation",
        "clone", "main",
    ] {
        let mut spec = minimal();
        spec.document.operations[0].id = id.to_owned();
        spec.samples.clear();
        let file = mock::mock(&spec);
        let methods = |name: &str| {
            let of = |item: &syn::Item| match item {
                syn::Item::Impl(i) if i.trait_.is_none() => {
                    quote::quote!(#i).to_string().matches(&format!("fn {name} ")).count()
                }
                _ => 0,
            };
            file.items.iter().map(of).max()
        };
        assert_eq!(methods(id), Some(1), "{id}");
    }
}

#[test]
fn a_manifest_has_what_the_model_needs() {
    let mut spec = minimal();
    // A name is no type.
    spec.document.operations[0].parameters[0].name = "uuid".to_owned();
    assert!(!manifest::provider(&spec).contains("uuid"));
    spec.document.operations[0].parameters[0].schema =
        Schema::List(Box::new(Schema::Scalar(Scalar::Uuid)));
    let manifest = manifest::provider(&spec);
    assert!(manifest.contains("\nuuid.workspace = true\n"), "{manifest}");
    assert!(
        manifest
            .contains("schemars = { workspace = true, optional = true, features = [\"uuid1\"] }"),
        "{manifest}"
    );
}

#[test]
fn the_registry_names_the_crates_that_it_is_given() {
    let of = |specs: &[&Spec]| {
        let tree = registry(specs);
        let texts = tree.iter().filter(|(path, _)| !path.to_string_lossy().contains("LICENSE"));
        texts.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect::<String>()
    };
    assert!(!of(&[]).contains("acme"));
    let spec = minimal();
    let text = of(&[&spec]);
    assert!(text.contains("bindery-acme = { version"), "{text}");
    assert!(text.contains("acme__get_boat_404"), "{text}");
}

/// The crate of the fixture is a member of the workspace, so that what it does is tested in tests/operations.rs.
/// `UPDATE=1` writes it.
#[test]
fn the_crate_of_the_fixture_is_as_it_would_be_generated() {
    let (root, spec) = (fixture_root(), fixture());
    let mut tree = provider(&spec).unwrap_or_else(|problem| panic!("{problem}"));
    // It is not for crates.io.
    let path = std::path::Path::new("crates/fixture/Cargo.toml");
    let manifest = String::from_utf8_lossy(&tree[path]).into_owned();
    let mut manifest: DocumentMut = manifest.parse().unwrap();
    manifest["package"]["publish"] = toml_edit::value(false);
    tree.insert(path.to_owned(), manifest.to_string().into_bytes());
    let mut differing = Vec::new();
    for (path, bytes) in &tree {
        let file = root.join(path);
        if fs::read(&file).ok().as_ref() == Some(bytes) {
            continue;
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, bytes).unwrap();
        }
        differing.push(path);
    }
    assert!(differing.is_empty(), "run the test again with UPDATE=1 to write {differing:?}");
}
