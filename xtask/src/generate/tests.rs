//! What is generated around progenitor's code, for a minimal spec and for hostile ones.

use std::collections::BTreeSet;

use toml_edit::DocumentMut;

use super::{docs, erased, library, manifest, mock, registry, rust};
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
    let json = MediaType { at: At::default(), name: "application/json".to_owned(), format: Format::Json };
    Response {
        at: At::default(),
        status,
        description: String::new(),
        body: Some(ResponseBody { media_types: vec![json], schema: Schema::Named(schema.to_owned()) }),
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
        shape: Shape::Object(Object { properties: Vec::new(), code: None, message: None }),
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
            segments: vec![Segment::Literal("/boats/".to_owned()), Segment::Parameter("id".to_owned())],
        },
        summary: "Read a boat.".to_owned(),
        description: String::new(),
        deprecated: false,
        page: None,
        parameters: vec![text("id", Location::Path)],
        constants: Vec::new(),
        body: None,
        responses: vec![response(Status::Code(200), "Boat"), response(Status::Range(4), "Problem")],
        security: None,
        pages: None,
        idempotency_key: None,
    };
    let document = Document {
        title: "Acme".to_owned(),
        version: "1".to_owned(),
        description: String::new(),
        page: None,
        servers: Vec::new(),
        schemes: vec![Scheme { at: At::default(), name: "token".to_owned(), kind: SchemeKind::Bearer }],
        security: vec![vec!["token".to_owned()]],
        operations: vec![operation],
        types: vec![object("Boat"), object("Problem")],
        examples: Examples::One,
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
        samples: vec![sample("get_boat", Direction::Response(0)), sample("get_boat.404", Direction::Response(404))],
        inventory: Default::default(),
    }
}

#[test]
fn show() {
    let mut spec = minimal();
    println!("{}", manifest::provider(&spec));
    println!("{}", rust::print(&spec.file(), &library::library(&spec)));
    println!("{}", docs::readme(&spec));
    println!("{}", docs::front_page(&spec));
    println!("{}", docs::mock(&spec));
    spec.document.examples = Examples::All;
    for example in docs::examples(&spec) {
        println!("// -----\n{}", example.text(&spec));
    }
    for (path, text) in registry(&[&spec]) {
        println!("---- {}\n{}", path.display(), String::from_utf8(text).unwrap().lines().take(40).collect::<Vec<_>>().join("\n"));
    }
}
