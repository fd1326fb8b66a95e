//! What `new` makes of sample bodies: the schemas, the operation, the files.

use insta::assert_snapshot;

use super::{Given, files};
use crate::yaml;

fn given(file: &str, text: &str) -> Given {
    Given {
        file: file.to_owned(),
        text: text.to_owned(),
        page: None,
    }
}

/// The document made of samples, and of a page for the first of them.
fn document(samples: &[(&str, &str)], page: &str) -> serde_json::Value {
    let mut given: Vec<Given> = samples
        .iter()
        .map(|(file, text)| given(file, text))
        .collect();
    if !page.is_empty() {
        given[0].page = Some(("page.txt".to_owned(), page.to_owned()));
    }
    let tree = files("boats", &given).unwrap();
    let text = &tree[std::path::Path::new("specs/boats/openapi.yaml")];
    yaml::read(std::str::from_utf8(text).unwrap()).unwrap()
}

/// The schemas for samples, each on lines of its own: empty descriptions are left out.
fn schemas(samples: &[(&str, &str)], page: &str) -> String {
    let document = document(samples, page);
    let mut schemas = document["components"]["schemas"].clone();
    schemas
        .as_object_mut()
        .unwrap()
        .shift_remove("ErrorResponse");
    let text = yaml::write(&schemas);
    let kept: Vec<&str> = text
        .lines()
        .filter(|l| !l.ends_with("description: \"\""))
        .collect();
    kept.join("\n")
}

#[test]
fn types() {
    let body = r#"{"id": "7194af6f-1285-4295-94aa-ceed7ea2d792", "n": 1, "big": 99999999999999999999, "share": 1.5, "on": true,
        "made": "2024-01-01T10:00:00", "day": "2024-01-01", "balance": "12.50", "version": "1.10", "key": null, "apiKey": "k",
        "free": {}, "tags": ["a"], "none": [], "gaps": ["a", null], "mixed": [1, "a"], "amounts": [1, 2.5]}"#;
    assert_snapshot!(schemas(&[("get_boat.json", body)], ""), @r#"
    Boat:
      type: object
      properties:
        id:
          type: string
          format: uuid
        "n":
          type: integer
          format: int64
        big:
          type: number
          format: decimal
        share:
          type: number
          format: decimal
        "on":
          type: boolean
        made:
          type: string
          format: date-time
        day:
          type: string
        balance:
          type: number
          format: decimal
        version:
          type: string
        key:
          nullable: true
        apiKey:
          type: string
          format: password
        free:
          type: object
          additionalProperties: true
          nullable: true
        tags:
          type: array
          nullable: true
          items:
            type: string
        none:
          type: array
          nullable: true
          items: {}
        gaps:
          type: array
          nullable: true
          items: {}
        mixed:
          type: array
          nullable: true
          items: {}
        amounts:
          type: array
          nullable: true
          items:
            type: number
            format: decimal
    "#);
}

#[test]
fn objects() {
    let body = r#"{"ok": true, "data": {
        "owner": {"name": "a", "home": {"city": "b"}}, "builder": {"home": {"city": "b"}},
        "ports": [{"name": "c"}, {"name": null, "depth": 4}], "error": {"boat": {"id": 1}, "port": {"id": 1}}}}"#;
    assert_snapshot!(schemas(&[("boat.json", body)], ""), @r##"
    BoatResponse:
      type: object
      properties:
        ok:
          type: boolean
        data:
          allOf:
            - $ref: "#/components/schemas/Boat"
    Boat:
      type: object
      properties:
        owner:
          allOf:
            - $ref: "#/components/schemas/Owner"
        builder:
          allOf:
            - $ref: "#/components/schemas/Builder"
        ports:
          type: array
          nullable: true
          items:
            $ref: "#/components/schemas/Port"
        error:
          allOf:
            - $ref: "#/components/schemas/ErrorDetail"
    Owner:
      type: object
      properties:
        name:
          type: string
        home:
          allOf:
            - $ref: "#/components/schemas/Home"
    Home:
      type: object
      properties:
        city:
          type: string
    Builder:
      type: object
      properties:
        home:
          allOf:
            - $ref: "#/components/schemas/Home"
    Port:
      type: object
      properties:
        name:
          type: string
          nullable: true
        depth:
          type: integer
          format: int64
    ErrorDetail:
      type: object
      properties:
        boat:
          allOf:
            - $ref: "#/components/schemas/ErrorDetailBoat"
        port:
          allOf:
            - $ref: "#/components/schemas/ErrorDetailPort"
    ErrorDetailBoat:
      type: object
      properties:
        id:
          type: integer
          format: int64
    ErrorDetailPort:
      type: object
      properties:
        id:
          type: integer
          format: int64
    "##);
}

#[test]
fn xml() {
    let body = r#"<?xml version="1.0"?><Answer kind="x"><Boat><ID>7</ID><Code>007</Code><Nil xsi:nil="true" xmlns:xsi="urn:x"/>
        <Crew><Sailor><Name>a</Name></Sailor><Sailor><Name>b</Name></Sailor></Crew><Tag>a</Tag><Tag>b</Tag>
        <Flags><Flag>1</Flag><Flag>2</Flag></Flags><Length unit="m">4.5</Length></Boat></Answer>"#;
    assert_snapshot!(schemas(&[("get_boat.xml", body)], ""), @r##"
    BoatResponse:
      type: object
      xml:
        name: Answer
      properties:
        kind:
          type: string
          xml:
            attribute: true
        Boat:
          allOf:
            - $ref: "#/components/schemas/Boat"
    Boat:
      type: object
      properties:
        ID:
          type: integer
          format: int64
        Code:
          type: string
        Nil:
          nullable: true
        Crew:
          type: array
          nullable: true
          xml:
            wrapped: true
          items:
            $ref: "#/components/schemas/Sailor"
        Tag:
          type: array
          nullable: true
          items:
            type: string
        Flags:
          type: array
          nullable: true
          xml:
            wrapped: true
          items:
            type: integer
            format: int64
            xml:
              name: Flag
        Length:
    Sailor:
      type: object
      xml:
        name: Sailor
      properties:
        Name:
          type: string
    "##);
}

#[test]
fn several_samples_of_an_operation() {
    let samples = [
        ("get_boat.json", r#"{"id": 1, "name": null}"#),
        (
            "get_boat.named.json",
            r#"{"id": 2.5, "name": "a", "tags": [1]}"#,
        ),
        ("get_boat.404.json", r#"{"error": {"code": 7}}"#),
        (
            "get_boat.xml",
            "<Boat><id>1</id><only>x</only><tags><t>1</t></tags></Boat>",
        ),
    ];
    let document = document(&samples, "");
    assert_snapshot!(yaml::write(&document["components"]["schemas"]), @r##"
    Boat:
      type: object
      description: ""
      properties:
        id:
          type: number
          format: decimal
          description: ""
        name:
          type: string
          nullable: true
          description: ""
        tags:
          type: array
          nullable: true
          description: ""
          xml:
            wrapped: true
          items:
            type: integer
            format: int64
            xml:
              name: t
        only:
          type: string
          description: ""
    ErrorResponse:
      type: object
      description: ""
      properties:
        error:
          allOf:
            - $ref: "#/components/schemas/ErrorDetail"
          description: ""
    ErrorDetail:
      type: object
      description: ""
      properties:
        code:
          type: integer
          format: int64
          description: ""
    "##);
    let content = &document["paths"]["get_boat"]["get"]["responses"]["200"]["content"];
    let media: Vec<&String> = content.as_object().unwrap().keys().collect();
    assert_eq!(media, ["application/json", "application/xml"]);
}

#[test]
fn what_the_page_adds() {
    let page = "GET https://boats.example/v1/boats/{boatId}?x=1\n\nHeaders\n\nAuthorization\nstring\nrequired\n\nBoat-Version\nenum<string>\n\nAvailable options:\nv1\n\n\
                Path Parameters\n\nboatId\ninteger\nrequired\n\nResponse\n\nid\ninteger\nrequired\n\nowner\nstring\n\nstate\nenum<string>\n\nAvailable options:\nopen,\nshut\n\nlength\nnumber\n";
    let document = document(
        &[(
            "get_boat.json",
            r#"{"id": 1, "owner": null, "state": "open", "length": "4.5"}"#,
        )],
        page,
    );
    assert_snapshot!(yaml::write(&document["paths"]), @r##"
    /v1/boats/{boatId}:
      get:
        operationId: get_boat
        summary: ""
        parameters:
          - name: boatId
            in: path
            required: true
            description: ""
            schema:
              type: integer
              format: int64
          - name: Boat-Version
            in: header
            description: ""
            schema:
              type: string
              enum: ["v1"]
        responses:
          "200":
            description: ""
            content:
              application/json:
                schema:
                  $ref: "#/components/schemas/Boat"
          4XX:
            description: ""
            content:
              application/json:
                schema:
                  $ref: "#/components/schemas/ErrorResponse"
          5XX:
            description: ""
            content:
              application/json:
                schema:
                  $ref: "#/components/schemas/ErrorResponse"
    "##);
    assert_snapshot!(yaml::write(&document["components"]["schemas"]["Boat"]), @r##"
    type: object
    description: ""
    required: ["id"]
    properties:
      id:
        type: integer
        format: int64
        description: ""
      owner:
        type: string
        nullable: true
        description: ""
      state:
        allOf:
          - $ref: "#/components/schemas/BoatState"
        description: ""
      length:
        type: number
        format: decimal
        description: ""
    "##);
}

#[test]
fn files_and_operations() {
    #[track_caller]
    fn check(samples: &[&str], want: &[&str]) {
        let given: Vec<Given> = samples
            .iter()
            .map(|file| given(file, "{\"a\": 1}"))
            .collect();
        let tree = files("boats", &given).unwrap();
        let paths: Vec<String> = tree
            .keys()
            .map(|p| p.display().to_string().replace("specs/boats/samples/", ""))
            .collect();
        assert_eq!(&paths[1..], want, "{samples:?}");
    }
    check(&["some/where/get_boat.json"], &["get_boat.json"]);
    check(&["Boat.json"], &["get_boat.json"]);
    check(&["body"], &["get_body.json"]);
    check(&["getBoat.Not Alone.json"], &["get_boat.json"]);
    check(
        &["get_boat.json", "get_boat.Not Alone.json"],
        &["get_boat.json", "get_boat.not-alone.json"],
    );
    check(
        &["get_boat.json", "get_boat.404.json", "list_ports.json"],
        &["get_boat.404.json", "get_boat.json", "list_ports.json"],
    );
}

#[test]
fn what_cannot_be_used() {
    #[track_caller]
    fn check(provider: &str, file: &str, text: &str, want: &str) {
        assert_eq!(
            files(provider, &[given(file, text)]).unwrap_err(),
            want,
            "{text}"
        );
    }
    check(
        "Boats",
        "a.json",
        "{\"a\": 1}",
        "Boats: a provider's word is lower-case letters and digits, a letter first",
    );
    check(
        "type",
        "a.json",
        "{\"a\": 1}",
        "type: `type` is a keyword of Rust",
    );
    check(
        "registry",
        "a.json",
        "{\"a\": 1}",
        "registry: `bindery-registry` is not a provider's crate",
    );
    check(
        "boats",
        "a.json",
        "a boat",
        "a.json: neither JSON nor XML; give a body as the provider sends it",
    );
    check(
        "boats",
        "a.json",
        "",
        "a.json: neither JSON nor XML; give a body as the provider sends it",
    );
    check(
        "boats",
        "a.json",
        "{\"a\": }",
        "a.json: this is not JSON (expected value at line 1 column 7)",
    );
    check(
        "boats",
        "a.json",
        "[1]",
        "a.json: no object; Bindery binds answers that are objects",
    );
    check(
        "boats",
        "a.json",
        "7",
        "a.json: no object; Bindery binds answers that are objects",
    );
    check(
        "boats",
        "a.json",
        "{}",
        "a.json: an object without members; give a body that shows some",
    );
    check(
        "boats",
        "a.xml",
        "<a/>",
        "a.xml: neither JSON nor XML with elements in it; give a body as the provider sends it",
    );
    check(
        "boats",
        "a.xml",
        "<a><b>1</b>",
        "a.xml: this is not XML (a body without its end)",
    );
    check(
        "boats",
        "a.xml",
        "<a><b>1</b></a><c/>",
        "a.xml: something follows the body; remove it",
    );
    check(
        "boats",
        "a.404.xml",
        "<a><b>1</b></a>",
        "a.404.xml: an error body in XML; give the one in JSON",
    );
    let twice = [
        given("get_a.json", "{\"a\": 1}"),
        given("x/get_a.json", "{\"a\": 1}"),
    ];
    assert_eq!(
        files("boats", &twice).unwrap_err(),
        "two samples are called get_a.json; give one of them a case: get_a.<case>.json"
    );
    let mut prose = given("get_a.json", "{\"a\": 1}");
    prose.page = Some(("page.txt".to_owned(), "A boat floats.".to_owned()));
    assert_eq!(
        files("boats", &[prose]).unwrap_err(),
        "page.txt: no field is documented there; save the text of the whole page, with its tables and samples"
    );
}
