// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The operations of 2sms without their types, and their sample bodies: for tools that serve every provider.

use progenitor_client::erased::{self, Answer, Endpoint, Entry, Sample};
use progenitor_client::{Api, Transport};

use crate::{Client, PROVIDER, types};

/// 2sms, its operations and their samples.
pub const ENTRY: Entry = Entry::new(&PROVIDER, ENDPOINTS, erased::connect::<Client>);

const ENDPOINTS: &[Endpoint] = &[
    Endpoint::new(
        &PROVIDER.operations[0],
        erased::decode::<types::AccountResponse>,
        erased::decode::<types::ErrorResponse>,
        get_account,
    )
    .samples(&[
        Sample::new(
            "get_account.401",
            "specs/twosms/samples/get_account.401.json",
            401,
            "application/json",
            r#"{
  "Error": {
    "ErrorCode": "401",
    "ErrorReason": "You are not authorised to access this account."
  },
  "ResponseData": null
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.balances",
            "specs/twosms/samples/get_account.balances.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": {
      "UserId": "api-user"
    },
    "Result": "OK",
    "Detail": {
      "ID": "3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935",
      "AnyTimeBalance": -0.0375,
      "OffPeakBalance": 120
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.empty-lists.xml",
            "specs/twosms/samples/get_account.empty-lists.xml",
            200,
            "application/xml",
            r#"<ResponseOfAccountV2 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <ResponseData>
    <Result>OK</Result>
    <Detail>
      <ID>3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935</ID>
      <Preferences />
      <Users></Users>
    </Detail>
  </ResponseData>
</ResponseOfAccountV2>
"#.as_bytes(),
        ),
        Sample::new(
            "get_account",
            "specs/twosms/samples/get_account.json",
            200,
            "application/json",
            r#"{
  "Error": {
    "ErrorCode": "sample string 1",
    "ErrorReason": "sample string 2"
  },
  "ResponseData": {
    "Identification": {
      "UserId": "sample string 1"
    },
    "Result": "sample string 1",
    "Detail": {
      "CountryCode": "sample string 1",
      "NDD": "sample string 2",
      "IDD": "sample string 3",
      "Timeout": 4,
      "Type": "sample string 5",
      "ID": "c70913a9-7134-40d6-8df3-f323b2da36fa",
      "AccountID": "53f163f4-0f19-4f77-9389-56ed3961fb88",
      "Address": "sample string 7",
      "AnyTimeBalance": 1.1,
      "ContactNumber": "sample string 8",
      "PhoneNumber": "sample string 9",
      "DateCreated": "2024-03-28T08:00:14.9946756+00:00",
      "DateModified": "2024-03-28T08:00:14.9946756+00:00",
      "Disclaimer": "sample string 11",
      "EmailAddress": "sample string 13",
      "FirstName": "sample string 15",
      "Defaultheader": "sample string 16",
      "LanguageID": "dc1b819b-bed7-4027-a502-16d689bd6049",
      "LanguageName": "sample string 18",
      "LastName": "sample string 19",
      "Location": "sample string 20",
      "Logo": "sample string 21",
      "LogoName": "sample string 23",
      "Name": "sample string 24",
      "OffPeakBalance": 1.1,
      "Preferences": [
        0,
        0
      ],
      "SCIMEnabled": true,
      "SMSPassword": "sample string 26",
      "SMSUsername": "sample string 27",
      "TimeZone": "sample string 28",
      "TwoFactorEnabled": true,
      "URL": "sample string 29",
      "Website": "sample string 31"
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.nil.xml",
            "specs/twosms/samples/get_account.nil.xml",
            200,
            "application/xml",
            r#"<ResponseOfAccountV2 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Error xsi:nil="true" />
  <ResponseData>
    <Result>OK</Result>
    <Detail>
      <ID>3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935</ID>
      <AccountID xsi:nil="true" />
      <AnyTimeBalance xsi:nil="true" />
      <DateModified xsi:nil="true" />
      <Logo xsi:nil="true" />
      <OffPeakBalance xsi:nil="true" />
      <Preferences xsi:nil="true" />
      <TwoFactorEnabled xsi:nil="true" />
      <Users xsi:nil="true" />
    </Detail>
  </ResponseData>
</ResponseOfAccountV2>
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.null-detail",
            "specs/twosms/samples/get_account.null-detail.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": null,
    "Result": "OK",
    "Detail": null
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.null-members",
            "specs/twosms/samples/get_account.null-members.json",
            200,
            "application/json",
            r#"{
  "Error": {
    "ErrorCode": null,
    "ErrorReason": null
  },
  "ResponseData": {
    "Identification": {
      "UserId": null
    },
    "Result": null,
    "Detail": {
      "Preferences": [],
      "Users": [
        {
          "UserID": null,
          "Name": null,
          "PermissionLevel": null
        }
      ]
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.nulls",
            "specs/twosms/samples/get_account.nulls.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": null,
    "Result": null,
    "Detail": {
      "CountryCode": null,
      "NDD": null,
      "IDD": null,
      "Timeout": null,
      "Type": null,
      "ID": null,
      "AccountID": null,
      "Address": null,
      "AnyTimeBalance": null,
      "ContactNumber": null,
      "PhoneNumber": null,
      "DateCreated": null,
      "DateModified": null,
      "Disclaimer": null,
      "DisclaimerRemove": null,
      "EmailAddress": null,
      "Enabled": null,
      "FirstName": null,
      "Defaultheader": null,
      "LanguageID": null,
      "LanguageName": null,
      "LastName": null,
      "Location": null,
      "Logo": null,
      "LogoRemoved": null,
      "LogoName": null,
      "Name": null,
      "OffPeakBalance": null,
      "Preferences": null,
      "SCIMEnabled": null,
      "SMSPassword": null,
      "SMSUsername": null,
      "TimeZone": null,
      "TwoFactorEnabled": null,
      "URL": null,
      "Users": null,
      "Validated": null,
      "Website": null
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.sparse",
            "specs/twosms/samples/get_account.sparse.json",
            200,
            "application/json",
            r#"{}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.time-without-fraction",
            "specs/twosms/samples/get_account.time-without-fraction.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": {
      "UserId": "api-user"
    },
    "Result": "OK",
    "Detail": {
      "ID": "3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935",
      "DateCreated": "2024-03-28T08:00:14+00:00",
      "DateModified": "2024-07-28T09:00:14+01:00"
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.time-without-zone",
            "specs/twosms/samples/get_account.time-without-zone.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": {
      "UserId": "api-user"
    },
    "Result": "OK",
    "Detail": {
      "ID": "3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935",
      "DateCreated": "2024-03-28T08:00:14.9946756",
      "DateModified": "2024-03-28T08:00:14"
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words",
            "specs/twosms/samples/get_account.unknown-words.json",
            200,
            "application/json",
            r#"{
  "Error": null,
  "ResponseData": {
    "Identification": {
      "UserId": "api-user"
    },
    "Result": "OK",
    "Detail": {
      "ID": "3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935",
      "Preferences": [
        0,
        3,
        "NO_REPORTS"
      ],
      "Users": [
        {
          "UserID": "a4e8c2d0-9b15-4f37-86ca-1d5b3e7f9028",
          "Name": "Alex Example",
          "PermissionLevel": 5
        },
        {
          "UserID": "c71b5e93-2f08-4da6-b94e-60a8d3c2f715",
          "Name": "Sam Example",
          "PermissionLevel": "OWNER"
        }
      ]
    }
  }
}
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.unknown-words.xml",
            "specs/twosms/samples/get_account.unknown-words.xml",
            200,
            "application/xml",
            r#"<ResponseOfAccountV2 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <ResponseData>
    <Result>OK</Result>
    <Detail>
      <ID>3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935</ID>
      <Preferences>
        <AccountPreferences>NO_REPORTS</AccountPreferences>
      </Preferences>
      <Users>
        <AccountUserInfo>
          <UserID>a4e8c2d0-9b15-4f37-86ca-1d5b3e7f9028</UserID>
          <Name>Alex Example</Name>
          <PermissionLevel>OWNER</PermissionLevel>
        </AccountUserInfo>
      </Users>
    </Detail>
  </ResponseData>
</ResponseOfAccountV2>
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.white-space.xml",
            "specs/twosms/samples/get_account.white-space.xml",
            200,
            "application/xml",
            r#"<ResponseOfAccountV2 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <ResponseData>
    <Result>OK</Result>
    <Detail>
      <ID>3d9a1f06-5c72-4b8e-a1d4-7e60f2c8b935</ID>
      <AnyTimeBalance>
        -0.0375
      </AnyTimeBalance>
      <DateCreated> 2024-03-28T08:00:14.9946756 </DateCreated>
      <Enabled> true </Enabled>
      <Timeout> 20 </Timeout>
    </Detail>
  </ResponseData>
</ResponseOfAccountV2>
"#.as_bytes(),
        ),
        Sample::new(
            "get_account.xml",
            "specs/twosms/samples/get_account.xml",
            200,
            "application/xml",
            r#"<ResponseOfAccountV2 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Error>
    <ErrorCode>sample string 1</ErrorCode>
    <ErrorReason>sample string 2</ErrorReason>
  </Error>
  <ResponseData>
    <Result>sample string 1</Result>
    <Identification>
      <UserId>sample string 1</UserId>
    </Identification>
    <Detail>
      <ID>c70913a9-7134-40d6-8df3-f323b2da36fa</ID>
      <AccountID>53f163f4-0f19-4f77-9389-56ed3961fb88</AccountID>
      <Address>sample string 7</Address>
      <AnyTimeBalance>1.1</AnyTimeBalance>
      <ContactNumber>sample string 8</ContactNumber>
      <PhoneNumber>sample string 9</PhoneNumber>
      <DateCreated>2024-03-28T08:00:14.9946756+00:00</DateCreated>
      <DateModified>2024-03-28T08:00:14.9946756+00:00</DateModified>
      <Disclaimer>sample string 11</Disclaimer>
      <DisclaimerRemove>true</DisclaimerRemove>
      <EmailAddress>sample string 13</EmailAddress>
      <Enabled>true</Enabled>
      <FirstName>sample string 15</FirstName>
      <Defaultheader>sample string 16</Defaultheader>
      <LanguageID>dc1b819b-bed7-4027-a502-16d689bd6049</LanguageID>
      <LanguageName>sample string 18</LanguageName>
      <LastName>sample string 19</LastName>
      <Location>sample string 20</Location>
      <Logo>sample string 21</Logo>
      <LogoRemoved>true</LogoRemoved>
      <LogoName>sample string 23</LogoName>
      <Name>sample string 24</Name>
      <OffPeakBalance>1.1</OffPeakBalance>
      <Preferences>
        <AccountPreferences>ALL</AccountPreferences>
        <AccountPreferences>ALL</AccountPreferences>
      </Preferences>
      <SCIMEnabled>true</SCIMEnabled>
      <SMSPassword>sample string 26</SMSPassword>
      <SMSUsername>sample string 27</SMSUsername>
      <TimeZone>sample string 28</TimeZone>
      <TwoFactorEnabled>true</TwoFactorEnabled>
      <URL>sample string 29</URL>
      <Users>
        <AccountUserInfo>
          <UserID>6767ebcb-17b0-41fa-8a07-6926dddfdd56</UserID>
          <Name>sample string 2</Name>
          <PermissionLevel>STANDARD_USER</PermissionLevel>
        </AccountUserInfo>
        <AccountUserInfo>
          <UserID>6767ebcb-17b0-41fa-8a07-6926dddfdd56</UserID>
          <Name>sample string 2</Name>
          <PermissionLevel>STANDARD_USER</PermissionLevel>
        </AccountUserInfo>
      </Users>
      <Validated>true</Validated>
      <Website>sample string 31</Website>
      <CountryCode>sample string 1</CountryCode>
      <NDD>sample string 2</NDD>
      <IDD>sample string 3</IDD>
      <Timeout>4</Timeout>
      <Type>sample string 5</Type>
    </Detail>
  </ResponseData>
</ResponseOfAccountV2>
"#.as_bytes(),
        ),
    ]),
];

fn get_account(transport: &Transport, arguments: &[String]) -> Answer {
    let client = Client::from_transport(transport.clone());
    let arguments = arguments.to_vec();
    Box::pin(async move {
        let result = client
            .get_account(&erased::argument("id", &arguments, 0)?)
            .await;
        erased::answer(result)
    })
}
