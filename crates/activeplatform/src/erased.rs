// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of ActivePlatform without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// ActivePlatform, its operations and their samples.
pub const ENTRY: Entry = Entry::new(&PROVIDER, ENDPOINTS, erased::connect::<Client>);

const ENDPOINTS: &[Endpoint] = &[
    Endpoint::new(
        &PROVIDER.operations[0],
        erased::decode::<types::Account>,
        erased::decode::<types::ErrorResponse>,
        get_account,
    )
    .samples(&[
        Sample::new(
            "get_account.401",
            "specs/activeplatform/samples/get_account.401.json",
            401,
            "application/json",
            r#"{
  "error": "The API token is missing or not valid"
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.attribute-values",
            "specs/activeplatform/samples/get_account.attribute-values.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "custom_attributes": [
    {
      "name": "Languages",
      "value": [
        "be",
        "en"
      ]
    },
    {
      "name": "Newsletter",
      "value": true
    },
    {
      "name": "Second phone",
      "value": null
    },
    {
      "name": "Employees",
      "value": 12
    },
    {
      "name": "Discount",
      "value": 2.5
    },
    {
      "name": "Address abroad",
      "value": {
        "country": "LT",
        "zip": "01100"
      }
    },
    {
      "name": "Languages",
      "value": ""
    }
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.balance-as-number",
            "specs/activeplatform/samples/get_account.balance-as-number.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "balance": -17.25,
  "current_debt": 17.25,
  "financial_blocking_threshold": 100
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account",
            "specs/activeplatform/samples/get_account.json",
            200,
            "application/json",
            r#"{
    "id": 431,
    "name": "Jane Lane",
    "account_class_id": 1,
    "account_class": "Default",
    "primary_name": "",
    "first_name": "Jane",
    "middle_name": "",
    "last_name": "Lane",
    "country": "BY",
    "region": "minski",
    "city": "minsk",
    "street": "minsk",
    "building": "",
    "office": "",
    "zip": "220000",
    "phone": "+375291234567",
    "email": "test@example.com",
    "status": "credit_hold",
    "balance": "453.2",
    "account_type_id": 1564,
    "account_type": "Personal",
    "default_payment_model": "prepay",
    "current_debt": 24.0,
    "financial_blocking_threshold_use_system": true,
    "financial_blocking_threshold": 100.0,
    "subscription_credit_limit_use_system": true,
    "subscription_credit_limit": 0.0,
    "manager_id": null,
    "owner_id": 23,
    "new_owner_first_name": null,
    "new_owner_last_name": null,
    "new_owner_middle_name": null,
    "new_owner_email": null,
    "tech_user_id": 23,
    "bill_user_id": 23,
    "custom_attributes": [
        {
            "name": "Personal number",
            "value": "X0000000XX0000"
        },
        {
            "name": "Birth date",
            "value": "10.08.2016"
        },
        {
            "name": "Issued",
            "value": "01.07.2016"
        },
        {
            "name": "Passport number",
            "value": "0000000000000"
        },
        {
            "name": "Issued by",
            "value": "Government"
        }
    ],
    "created_at": "2019-01-15T14:58:22.830+03:00",
    "updated_at": "2019-05-12T01:22:52.853+03:00"
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.new-owner",
            "specs/activeplatform/samples/get_account.new-owner.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "owner_id": null,
  "new_owner_first_name": "Alex",
  "new_owner_last_name": "Example",
  "new_owner_middle_name": "",
  "new_owner_email": "alex@example.com"
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.null-members",
            "specs/activeplatform/samples/get_account.null-members.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "custom_attributes": [
    {
      "name": null,
      "value": null
    }
  ]
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.nulls",
            "specs/activeplatform/samples/get_account.nulls.json",
            200,
            "application/json",
            r#"{
  "id": null,
  "name": null,
  "account_class_id": null,
  "account_class": null,
  "primary_name": null,
  "first_name": null,
  "middle_name": null,
  "last_name": null,
  "country": null,
  "region": null,
  "city": null,
  "street": null,
  "building": null,
  "office": null,
  "zip": null,
  "phone": null,
  "email": null,
  "status": null,
  "balance": null,
  "account_type_id": null,
  "account_type": null,
  "default_payment_model": null,
  "current_debt": null,
  "financial_blocking_threshold_use_system": null,
  "financial_blocking_threshold": null,
  "subscription_credit_limit_use_system": null,
  "subscription_credit_limit": null,
  "manager_id": null,
  "owner_id": null,
  "new_owner_first_name": null,
  "new_owner_last_name": null,
  "new_owner_middle_name": null,
  "new_owner_email": null,
  "tech_user_id": null,
  "bill_user_id": null,
  "custom_attributes": null,
  "created_at": null,
  "updated_at": null
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.sparse",
            "specs/activeplatform/samples/get_account.sparse.json",
            200,
            "application/json",
            r#"{}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.time-in-utc",
            "specs/activeplatform/samples/get_account.time-in-utc.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "created_at": "2019-01-15T11:58:22Z",
  "updated_at": "2019-05-11T22:22:52.853Z"
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words",
            "specs/activeplatform/samples/get_account.unknown-words.json",
            200,
            "application/json",
            r#"{
  "id": 432,
  "status": "frozen",
  "default_payment_model": "hybrid"
}
"#.as_bytes(),
        ),
    ]),
];

fn get_account(transport: &Transport, arguments: &[String]) -> Answer {
    let client = Client::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {
        let result = client
            .get_account(erased::argument("account_id", &arguments, 0)?)
            .await;
        erased::answer(result)
    })
}
