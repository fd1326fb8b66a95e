//! What the generator's tests share.

#![cfg(test)]

use crate::spec::*;

/// A spec with these types, and one operation whose response is the first of them.
pub fn spec(types: Vec<Type>) -> Spec {
    let response = |status, name: &str| Response {
        at: At::default(),
        status,
        description: String::new(),
        body: Some(ResponseBody {
            media_types: vec![MediaType { at: At::default(), name: "application/json".to_owned(), format: Format::Json }],
            schema: Schema::Named(name.to_owned()),
        }),
        headers: vec![],
        error_when: vec![],
    };
    let parameter = |name: &str, location, required, scalar| Parameter {
        at: At::default(),
        name: name.to_owned(),
        rust: names::field(name),
        location,
        required,
        schema: Schema::Scalar(scalar),
        style: Style::Exploded,
        description: format!("The `{name}`."),
        deprecated: false,
        marks: Marks::default(),
    };
    let operation = Operation {
        at: At::default(),
        id: "get_thing".to_owned(),
        method: Method::Get,
        path: Path { at: At::default(), segments: vec![Segment::Literal("/v1/things/".to_owned()), Segment::Parameter("thingId".to_owned())] },
        summary: "Reads one.".to_owned(),
        description: String::new(),
        deprecated: false,
        page: None,
        parameters: vec![
            parameter("thingId", Location::Path, true, Scalar::String),
            parameter("limit", Location::Query, false, Scalar::Int64),
            parameter("X-Since", Location::Header, false, Scalar::DateTime),
            parameter("q", Location::Query, false, Scalar::String),
        ],
        constants: vec![],
        body: None,
        responses: vec![response(Status::Code(200), &types[0].name), response(Status::Range(4), &types[0].name), response(Status::Default, &types[0].name)],
        security: None,
        pages: None,
        idempotency_key: None,
    };
    Spec {
        provider: "acme".to_owned(),
        document: Document {
            title: "Acme".to_owned(),
            version: "1".to_owned(),
            description: String::new(),
            page: None,
            servers: vec![],
            schemes: vec![],
            security: vec![],
            operations: vec![operation],
            types,
            examples: Default::default(),
        },
        samples: vec![],
        inventory: Default::default(),
    }
}

pub fn object(name: &str, properties: Vec<(&str, Schema, bool)>) -> Type {
    let property = |(name, schema, required): (&str, Schema, bool)| Property {
        at: At::default(),
        name: name.to_owned(),
        rust: names::field(name),
        schema,
        required,
        description: format!("The <{name}> [a] https://x.y/z."),
        deprecated: false,
        read_only: false,
        write_only: false,
        marks: Marks::default(),
        xml: Xml::default(),
    };
    Type {
        at: At::default(),
        name: name.to_owned(),
        description: "A type.".to_owned(),
        deprecated: false,
        shape: Shape::Object(Object { properties: properties.into_iter().map(property).collect(), code: None, message: None }),
        xml_name: None,
        uses: Uses { in_request: true, in_response: true, in_xml: false },
    }
}

#[test]
fn smoke() {
    let s = |s| Schema::Scalar(s);
    let state = Type {
        shape: Shape::Enum(Enum { base: EnumBase::String, values: vec![EnumValue { at: At::default(), value: "on".into(), variant: "On".into(), integer: None }] }),
        ..object("State", vec![])
    };
    let list = |x| Schema::List(Box::new(x));
    let named = |n: &str| Schema::Named(n.to_owned());
    let nullable = |x| Schema::Nullable(Box::new(x));
    let thing = object("Thing", vec![
        ("zid", s(Scalar::String), true),
        ("isOn", s(Scalar::Boolean), false),
        ("price", nullable(s(Scalar::Decimal)), false),
        ("at", s(Scalar::DateTime), true),
        ("day", s(Scalar::Date), false),
        ("count", s(Scalar::Uint64), false),
        ("f", s(Scalar::Float), false),
        ("i", s(Scalar::Int32), false),
        ("secret", s(Scalar::Secret), false),
        ("uuid", s(Scalar::Uuid), false),
        ("tags", list(nullable(s(Scalar::String))), false),
        ("state", nullable(named("State")), false),
        ("parent", named("Thing"), false),
        ("any", Schema::Any, false),
        ("req", nullable(named("State")), true),
        ("free", Schema::Map(Box::new(Schema::Any)), false),
        ("prices", Schema::Map(Box::new(s(Scalar::Decimal))), false),
        ("parts", list(named("Part")), true),
        ("epoch", s(Scalar::UnixTime), false),
        ("Option", named("Option"), false),
    ]);
    let spec = spec(vec![thing, object("Part", vec![]), state, object("Option", vec![("new", s(Scalar::Base64), false)])]);
    let tree = super::provider(&spec).unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let compiler = super::compile::Compiler::new(root).unwrap();
    let start = std::time::Instant::now();
    if let Err(e) = compiler.check("acme", &tree) { println!("{e}"); }
    println!("{:?}", start.elapsed());
}
