//! Whole pages, made up, one in each layout; and pages that are damaged.

use super::inventory::{Facts, Inventory, difference, parse, print};
use super::{describe, extract};

/// The facts of a page, as the file has them below its head.
fn facts(page: &str) -> String {
    let facts = extract(page, &Facts::default());
    let file = print(&Inventory::from([("a".to_owned(), facts)]));
    file.split_once("[a]\n").unwrap().1.to_owned()
}

#[track_caller]
fn check(page: &str, want: &str) {
    assert_eq!(facts(page), want.trim_start());
}

/// What an edit of a page comes to.
#[track_caller]
fn check_edit(page: &str, edits: &[(&str, &str)], want: &[&str]) {
    let before = extract(page, &Facts::default());
    let mut edited = page.to_owned();
    for (from, to) in edits {
        assert_eq!(edited.matches(from).count(), 1, "{from}");
        edited = edited.replace(from, to);
    }
    let got = describe(&difference(&before, &extract(&edited, &before)));
    let got: Vec<String> = got
        .lines()
        .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(got, want, "{edits:?}");
}

const LIST: &str = "\
GET
/
boats
/
{id}

Headers

Authorization
string
required

Who asks.

Boat-Version
enum<string>

Which version.

Available options:
v1

Path Parameters

id
string
required

Which boat.

Response

200 - application/json
id
string
required

Names the boat.

colour
enum<string>
required

The colour of the hull.

Available options:
red,
green
crew
string[]

Who sails it.";

#[test]
fn a_list() {
    check(
        LIST,
        "
colour | list: enum<string>, required
colour = green
colour = red
crew | list: string[], optional
header:Authorization | list: string, required
header:Boat-Version | list: enum<string>, optional
header:Boat-Version = v1
id | list: string, required
path:id | list: string, required
",
    );
    check_edit(LIST, &[("red,\n", "red,\nblue,\n")], &["+ colour = blue"]);
    check_edit(
        LIST,
        &[("crew\n", "sailors\n")],
        &[
            "- crew string[], optional (list)",
            "+ sailors string[], optional (list)",
        ],
    );
    check_edit(
        LIST,
        &[("string[]", "object[]")],
        &["~ crew string[] → object[] (list)"],
    );
}

const SAMPLE: &str = r#"GET
/
boats
/
{id}
Fetch boat
curl --url https://boats.example/{id}
{
  "ok": true,
  "data": {
    "id": "<string>",
    "length": 123,
    "built": "2023-11-07T05:31:56Z",
    "owner": null,
    "papers": {},
    "ports": ["<string>"],
    "sails": [{"area": 1.5}, {"area": 2, "kind": "jib"}]
  }
}

Authorizations

Authorization
string
header
required

A token.

Errors

404

{"error": {"code": 7}}
"#;

#[test]
fn a_sample_alone() {
    check(
        SAMPLE,
        "
data | sample: object
data.built | sample: string<date-time>
data.id | sample: string
data.length | sample: number
data.owner | sample: null
data.papers | sample: object
data.ports | sample: array of string
data.sails | sample: array of object
data.sails[].area | sample: number
data.sails[].kind | sample: string
error:error | sample: object
error:error.code | sample: number
header:Authorization | list: string, required
ok | sample: boolean
",
    );
    check_edit(
        SAMPLE,
        &[("123,", "123,\n    \"beam\": 4,")],
        &["+ data.beam number (sample)"],
    );
    check_edit(
        SAMPLE,
        &[("\"length\": 123", "\"length\": \"12 m\"")],
        &["~ data.length number → string (sample)"],
    );
    check_edit(
        SAMPLE,
        &[("    \"papers\": {},\n", "")],
        &["- data.papers object (sample)"],
    );
}

const PIPES: &str = r#"Path Variables
Field | Description | Type | Notes |
---|---|---|---|
boatId | Boat id | UUID |
Response Body
Field | Description | Type | Notes |
---|---|---|---|
id | Boat id | UUID | |
kind | Kind of boat | String Enum Allowed Values: sail / motor | |
flag | Flag | String Enum - Flag Enumeration | See - Flag Enumeration |
crew | Who sails it | Sailor Objects Array | See - Sailor Object |
radio | Radio | Radio Options Object | Only some. See - Radio Options Object |
Sailor Object
Field | Description | Type | Notes |
---|---|---|---|
Sailor email | String | . | |
home | Where | Address Object | See - Address Object |
name | Name | String |
Radio Options Object
Field | Description | Type | Notes |
---|---|---|---|
onAir | On air | Boolean |
Address Object
Field | Description | Type | Notes |
---|---|---|---|
city | City | String |
Path Parameters
- boatId string required
Boat id
Responses
- 200
OK
{
"data": {
"id": "7194af6f-1285-4295-94aa-ceed7ea2d792",
"kind": "sail",
"crew": [
{
"email": "a@example.com",
"name": "A",
"home": {
"city": "B"
}
}
]
}
}
Loading..."#;

#[test]
fn tables_that_name_one_another() {
    check(
        PIPES,
        "
data | sample: object
data.crew | table: Sailor Objects Array | sample: array of object
data.crew[].email | sample: string
data.crew[].home | table: Address Object | sample: object
data.crew[].home.city | table: String | sample: string
data.crew[].name | table: String | sample: string
data.flag | table: String Enum
data.id | table: UUID | sample: string<uuid>
data.kind | table: String Enum | sample: string
data.kind = motor
data.kind = sail
data.radio | table: Radio Options Object
data.radio.onAir | table: Boolean
path:boatId | table: UUID | list: string, required
? Sailor email | table
",
    );
    check_edit(
        PIPES,
        &[("sail / motor", "sail / motor / row")],
        &["+ data.kind = row"],
    );
    check_edit(
        PIPES,
        &[(
            "name | Name | String |\n",
            "name | Name | String |\nrank | Rank | Integer |\n",
        )],
        &["+ data.crew[].rank Integer (table)"],
    );
    check_edit(
        PIPES,
        &[("onAir | On air | Boolean |\n", "")],
        &["- data.radio.onAir Boolean (table)"],
    );
    check_edit(
        PIPES,
        &[(
            "Sailor email | String | . | |",
            "email | Sailor email | String | |",
        )],
        &[
            "+ data.crew[].email String (table)",
            "- ? Sailor email cannot be read (table)",
        ],
    );
    // The sample's envelope is not in a table; what the tables have moves with it.
    check_edit(
        PIPES,
        &[("\"data\": {", "\"boat\": {")],
        &[
            "+ boat object (sample), with all that data had",
            "- data object (sample)",
        ],
    );
    // Without the sample, the tables' fields stay where they were.
    let before = extract(PIPES, &Facts::default());
    let (without, _) = PIPES.split_once("{\n\"data\"").unwrap();
    let lost = describe(&difference(&before, &extract(without, &before)));
    assert_eq!(lost, "  - data   object (sample)\n");
}

const TWO_FORMATS: &str = r#"GET api/boats/{id}

Request Information

URI Parameters

NameDescriptionTypeAdditional information
id

The id of the boat

globally unique identifier

Required

Body Parameters

None.

Response Information

Resource Description

A boat.

AnswerOfBoat
NameDescriptionTypeAdditional information
Error

Error

None.

Boat

BoatV2

None.

Response Formats

application/json, text/json

Sample:
{
  "Error": {"Code": "sample string 1"},
  "Boat": {"ID": "c70913a9-7134-40d6-8df3-f323b2da36fa", "Flags": [0, 0]}
}

application/xml, text/xml

Sample:
<AnswerOfBoat xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Error>
    <Code>sample string 1</Code>
  </Error>
  <Boat>
    <ID>c70913a9-7134-40d6-8df3-f323b2da36fa</ID>
    <Flags>
      <BoatFlags>ALL</BoatFlags>
    </Flags>
    <Crew>
      <Sailor><Age>4</Age></Sailor>
      <Sailor><Age>5</Age></Sailor>
    </Crew>
  </Boat>
</AnswerOfBoat>"#;

#[test]
fn samples_in_two_formats() {
    check(
        TWO_FORMATS,
        "
Boat | table: BoatV2, optional | sample: object | XML sample: object
Boat.Crew | XML sample: array of object
Boat.Crew[].Age | XML sample: number
Boat.Flags | sample: array of number | XML sample: array of string
Boat.ID | sample: string<uuid> | XML sample: string<uuid>
Error | table: Error, optional | sample: object | XML sample: object
Error.Code | sample: string | XML sample: string
path:id | table: globally unique identifier, required
",
    );
    check_edit(
        TWO_FORMATS,
        &[("<Age>4</Age>", "<Age>4</Age><Rank>x</Rank>")],
        &["+ Boat.Crew[].Rank string (XML sample)"],
    );
    check_edit(
        TWO_FORMATS,
        &[("\"Flags\": [0, 0]", "\"Flags\": [\"ALL\"]")],
        &["~ Boat.Flags array of number → array of string (sample)"],
    );
}

const RUN_TOGETHER: &str = "\
GET /boats/{boat_id}.json?token={token}

Arguments

Name

Parameter Type

Data type

Required/Optional

Description

boat_id

path

integer

Required

Boat\u{a0}ID

tokenquerystringRequiredA token

Response model

Name

Data type

Description

idintegerBoat\u{a0}ID
namestringBoat name
statusstring

Boat\u{a0}status:

  \u{2022} afloat\u{a0} \u{2013} it swims.

  \u{2022} laid up\u{a0} \u{2013} it does not.

lengthfloatLength
notesarray

A list of notes

namestringNote name

valueDepends on the noteNote value
built_atdateDate and time of building

Response example

{
    \"id\": 4,
    \"name\": \"Ada\",
    \"status\": \"laid_up\",
    \"length\": \"4.5\",
    \"notes\": [{\"name\": \"a\", \"value\": \"b\"}],
    \"built_at\": \"2019-01-15T14:58:22.830+03:00\",
    \"new_owner\": null
}
";

#[test]
fn cells_that_have_run_together() {
    check(
        RUN_TOGETHER,
        "
built_at | table: date | sample: string<date-time>
id | table: integer | sample: number
length | table: float | sample: string
name | table: string | sample: string
new_owner | sample: null
notes | table: array | sample: array of object
notes[].name | table: string | sample: string
notes[].value | table: Depends on the note | sample: string
path:boat_id | table: integer, required
query:token | table: string, required
status | table: string | sample: string
status = afloat
status = laid up
",
    );
    check_edit(
        RUN_TOGETHER,
        &[("lengthfloat", "lengthstring")],
        &["~ length float → string (table)"],
    );
    check_edit(
        RUN_TOGETHER,
        &[("lengthfloatLength", "lengthfloatLength\nbeamfloatBeam")],
        &["+ beam float (table)"],
    );
    check_edit(
        RUN_TOGETHER,
        &[(
            "  \u{2022} laid up",
            "  \u{2022} sunk\u{a0} \u{2013} gone.\n\n  \u{2022} laid up",
        )],
        &["+ status = sunk"],
    );
    // A row keeps its place where the sample has lost it.
    check_edit(
        RUN_TOGETHER,
        &[(", \"value\": \"b\"", "")],
        &["- notes[].value string (sample)"],
    );
}

#[test]
fn a_page_without_fields() {
    for page in [
        "",
        "\n\n",
        "A boat floats.\n\nIt has a name and a length.",
        "{}",
        "<p>hello</p>",
        "GET /boats/{id}",
    ] {
        assert_eq!(facts(page), "", "{page}");
    }
}

/// Cuts, doubles, joins and splices the pages at places that follow from a count: no damage may stop a reader.
#[test]
fn damaged_pages() {
    let pages = [LIST, SAMPLE, PIPES, TWO_FORMATS, RUN_TOGETHER];
    let mut state: u32 = 1;
    let mut next = move |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % bound.max(1)
    };
    for _ in 0..3000 {
        let page: Vec<char> = pages[next(pages.len())].chars().collect();
        let other: Vec<char> = pages[next(pages.len())].chars().collect();
        let (a, b) = (next(page.len()), next(page.len()));
        let (a, b) = (a.min(b), a.max(b));
        let damaged: String = match next(4) {
            0 => page[..a].iter().chain(&page[b..]).collect(),
            1 => page[..b].iter().chain(&page[a..]).collect(),
            2 => page[..a]
                .iter()
                .chain(&other[next(other.len())..])
                .collect(),
            _ => page
                .iter()
                .filter(|c| next(40) > 0 || !c.is_whitespace())
                .collect(),
        };
        let known = extract(pages[next(pages.len())], &Facts::default());
        let facts = extract(&damaged, &known);
        let inventory = Inventory::from([("a".to_owned(), facts)]);
        // And what is found can be written and read again.
        assert_eq!(
            parse(&print(&inventory)).as_ref(),
            Ok(&inventory),
            "{damaged}"
        );
    }
}

/// Pages made to keep a reader busy.
#[test]
fn pages_without_end() {
    // Tables that refer to one another twice, each to the next.
    let tables: String = (0..40)
        .map(|n| {
            format!(
                "T{n} Object\nName | Type |\na | T{m} Object |\nb | T{m} Object |\n",
                m = n + 1
            )
        })
        .collect();
    extract(&tables, &Facts::default());
    for part in [
        "{\"a\":\n",
        "[\n",
        "<a>\n",
        "<a b='>\"\n",
        "| a | b |\n",
        "a\nstring\n",
        "NameType\nidintegerId\n",
        "string",
        "{",
        "a_",
        "\n",
    ] {
        let page = part.repeat(20_000);
        extract(&page, &Facts::default());
    }
}
