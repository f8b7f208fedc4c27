using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class ConnectorsJsonTests
{
    private static readonly CurrencyCode Euro = CurrencyCode.Parse("EUR");
    private static readonly LocalDate Day = new(2026, 3, 1);
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0) + Duration.FromMilliseconds(250);

    private static readonly Address Address = new()
    {
        Line1 = "Torstraße 1",
        City = "Berlin",
        PostalCode = "10119",
        Country = CountryCode.Parse("DE"),
        CountryText = "Deutschland",
    };

    private static readonly CustomFields EveryType =
    [
        new("text", "gold"),
        new("date-like text", "2026-03-01"),
        new("number", 12.50m),
        new("flag", false),
        new("date", Day),
        new("moment", Noon),
        new("choices", new CustomValue.Choices(["a", "b"])),
        new("no choices", new CustomValue.Choices([])),
        new("cleared", null),
    ];

    private static readonly RecordSource Source = new()
    {
        Connector = "fake",
        ExternalId = "58",
        Version = "3",
        Link = new("https://books.example/58"),
        ModifiedAt = Noon,
        Payload = new("""{ "Id": "58", "Extra": [1, 2.50] }"""u8.ToArray()),
        Notes =
        [
            new MappingNote
            {
                Kind = MappingNoteKind.Translated,
                Path = "BillingAddress.Country",
                From = "Deutschland",
                To = "DE",
                Message = "Read as DE.",
            },
        ],
    };

    private static readonly Connection Books = new()
    {
        Id = "n-1",
        Tenant = "acme",
        Connector = "fake",
        Environment = ConnectorEnvironment.Sandbox,
        App = "sandbox",
        GrantId = "g-1",
        AccountId = "a-1",
    };

    private static readonly InvoiceLine Line = new()
    {
        Id = "1",
        Kind = InvoiceLineKind.Item,
        Quantity = 3m,
        UnitPrice = 33.3333m,
        NetTotal = 100.00m,
        TaxPercentage = Percentage.FromPoints(8.25m),
        ServiceStart = Day,
        ServiceEnd = Day.PlusMonths(1),
        Currency = Euro,
    };

    [Fact]
    public void What_the_text_leaves_out_is_what_a_new_record_has()
    {
        Assert.Equal(
            new Invoice { Id = "i-1" },
            JsonSerializer.Deserialize("""{ "id": "i-1" }""", ConnectorsJson.Default.Invoice)
        );
        Assert.Equal(
            new CreditMemo { Id = "c-1" },
            JsonSerializer.Deserialize("""{ "id": "c-1" }""", ConnectorsJson.Default.CreditMemo)
        );
        Assert.Equal(
            new Customer { Id = "c-1" },
            JsonSerializer.Deserialize("""{ "id": "c-1", "customFields": null }""", ConnectorsJson.Default.Customer)
        );
        Assert.Equal(
            new Payment { Id = "p-1" },
            JsonSerializer.Deserialize("""{ "id": "p-1" }""", ConnectorsJson.Default.Payment)
        );
        Assert.Equal(
            new FieldMap
            {
                RecordType = RecordType.Of<Invoice>(),
                Field = "order",
                SystemField = "1",
            },
            JsonSerializer.Deserialize(
                """{ "recordType": "Invoice", "field": "order", "systemField": "1" }""",
                ConnectorsJson.Default.FieldMap
            )
        );
        Assert.Equal(
            Books,
            JsonSerializer.Deserialize(
                """
                { "id": "n-1", "tenant": "acme", "connector": "fake", "environment": "Sandbox", "app": "sandbox", "grantId": "g-1", "accountId": "a-1" }
                """,
                ConnectorsJson.Default.Connection
            )
        );
    }

    [Fact]
    public void Keeps_a_connection()
    {
        var connection = Books with
        {
            ApiAddress = new("https://api.example/"),
            Settings = ConnectionSettings.Empty.With("items.default", "3"),
            Version = 2,
        };

        Assert.Equal(
            connection,
            JsonSerializer.Deserialize(
                JsonSerializer.Serialize(connection, ConnectorsJson.Default.Connection),
                ConnectorsJson.Default.Connection
            )
        );
    }

    [Fact]
    public void Round_trips_a_customer() =>
        Assert.Equal(
            """{"id":"58","contacts":[{"email":"a@acme.example","billingPreference":"Primary"}],"billingAddress":{"line1":"Torstra\u00DFe 1","city":"Berlin","postalCode":"10119","country":"DE","countryText":"Deutschland"},"currency":"EUR","taxStatus":"Exempt","state":"Archived","customFields":{}}""",
            Compact(
                RoundTrip(
                    new Customer
                    {
                        Id = "58",
                        Contacts = [new Contact { Email = "a@acme.example", BillingPreference = BillingPreference.Primary }],
                        BillingAddress = Address,
                        Currency = Euro,
                        TaxStatus = TaxStatus.Exempt,
                        State = RecordState.Archived,
                    },
                    ConnectorsJson.Default.Customer
                )
            )
        );

    [Fact]
    public void Round_trips_an_invoice_with_its_lines_fields_and_source() =>
        RoundTrip(
            new Invoice
            {
                Id = "i-1",
                Number = "INV-42",
                CustomerId = "58",
                Currency = Euro,
                CurrencyText = "EUR",
                IssueDate = Day,
                DueDate = Day.PlusDays(30),
                Status = DocumentStatus.Sent,
                StatusText = "EmailSent",
                PaymentStatus = PaymentStatus.PartiallyPaid,
                Lines = [Line, new InvoiceLine { Kind = InvoiceLineKind.Text, Description = "Thank you." }],
                NetTotal = 100m,
                TaxTotal = 8.25m,
                GrossTotal = 108.25m,
                Balance = 50m,
                BillingAddress = Address,
                ExchangeRate = 1.0847m,
                CustomFields = EveryType,
                Source = Source,
            },
            ConnectorsJson.Default.Invoice
        );

    [Fact]
    public void Round_trips_a_credit_memo() =>
        RoundTrip(
            new CreditMemo
            {
                Id = "m-1",
                InvoiceId = "i-1",
                Currency = Euro,
                IssueDate = Day,
                Status = DocumentStatus.Final,
                CreditStatus = CreditStatus.PartiallyApplied,
                Lines = [Line],
                Remaining = 5m,
                Source = Source,
            },
            ConnectorsJson.Default.CreditMemo
        );

    [Fact]
    public void Round_trips_a_credit_application() =>
        RoundTrip(
            new CreditApplication
            {
                Id = "a-1",
                CreditMemoId = "m-1",
                InvoiceId = "i-1",
                Amount = 5m,
                Currency = Euro,
                Date = Day,
                Source = Source,
            },
            ConnectorsJson.Default.CreditApplication
        );

    [Fact]
    public void Round_trips_a_payment() =>
        RoundTrip(
            new Payment
            {
                Id = "p-1",
                Amount = 100m,
                Unapplied = 40m,
                Currency = Euro,
                ExchangeRate = 1.0825m,
                Date = Day,
                State = PaymentState.Received,
                Allocations =
                [
                    new PaymentAllocation { InvoiceId = "i-1", Amount = 50m },
                    new PaymentAllocation { CreditMemoId = "m-1", Amount = 10m },
                ],
            },
            ConnectorsJson.Default.Payment
        );

    [Fact]
    public void Round_trips_products_tax_rates_and_ledger_accounts()
    {
        RoundTrip(
            new Product
            {
                Id = "9",
                Name = "Seats",
                UnitPrice = 33.3333m,
                Taxable = true,
                State = RecordState.Active,
            },
            ConnectorsJson.Default.Product
        );
        RoundTrip(
            new TaxRate
            {
                Id = "5",
                Name = "CA",
                Percentage = Percentage.FromFraction(1m / 12m),
                Taxable = true,
            },
            ConnectorsJson.Default.TaxRate
        );
        RoundTrip(
            new LedgerAccount
            {
                Id = "79",
                Name = "Sales",
                Kind = AccountKind.Income,
                KindText = "Income",
                Currency = Euro,
            },
            ConnectorsJson.Default.LedgerAccount
        );
    }

    [Fact]
    public void Round_trips_settings_targets_and_attempts()
    {
        RoundTrip(
            new ConnectionSettings
            {
                Version = 2,
                FieldMaps =
                [
                    new FieldMap
                    {
                        RecordType = RecordType.Of<Invoice>(),
                        Field = "po",
                        SystemField = "1",
                        Type = CustomFieldType.Date,
                        Direction = FieldDirection.Write,
                    },
                ],
                Values = [new SettingValue("items.default", "9")],
            },
            ConnectorsJson.Default.ConnectionSettings
        );
        RoundTrip(
            new WriteTarget
            {
                ExternalId = "58",
                Version = "3",
                Parts = [new RecordPart("l-1", "1")],
            },
            ConnectorsJson.Default.WriteTarget
        );
        RoundTrip(
            new WriteAttempt
            {
                Key = "k",
                Members = ["a", "b"],
                Fingerprint = "f",
                StartedAt = Noon,
            },
            ConnectorsJson.Default.WriteAttempt
        );
    }

    [Fact]
    public void Round_trips_a_source_without_a_payload() =>
        RoundTrip(
            new Customer
            {
                Id = "58",
                Source = new RecordSource { Connector = "fake", ExternalId = "58" },
            },
            ConnectorsJson.Default.Customer
        );

    [Fact]
    public void Round_trips_the_shortest_record() => RoundTrip(new Invoice { Id = "i-1" }, ConnectorsJson.Default.Invoice);

    [Fact]
    public void Keeps_a_payload_byte_for_byte() =>
        Assert.Contains(
            """{ "Id": "58", "Extra": [1, 2.50] }""",
            RoundTrip(new Customer { Id = "58", Source = Source }, ConnectorsJson.Default.Customer),
            StringComparison.Ordinal
        );

    [Fact]
    public void Writes_custom_fields_so_that_their_types_come_back() =>
        Assert.Contains(
            """
            "customFields":{"choices":["a","b"],"cleared":null,"date":{"date":"2026-03-01"},"date-like text":"2026-03-01","flag":false,"moment":{"moment":"2026-03-01T12:00:00.25Z"},"no choices":[],"number":12.50,"text":"gold"}
            """,
            Compact(RoundTrip(new Invoice { Id = "i-1", CustomFields = EveryType }, ConnectorsJson.Default.Invoice)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("""{"id":"1","issueDate":"2026-02-30"}""", "'2026-02-30' is not a date of the form 2026-03-01.")]
    [InlineData("""{"id":"1","issueDate":"01/02/2026"}""", "'01/02/2026' is not a date of the form 2026-03-01.")]
    [InlineData(
        """{"id":"1","source":{"connector":"c","externalId":"1","modifiedAt":"yesterday"}}""",
        "'yesterday' is not a moment of the form 2026-03-01T12:00:00Z."
    )]
    [InlineData("""{"id":"1","lines":[{"taxPercentage":"0.2"}]}""", "'0.2' is not a percentage of the form \"8.25%\".")]
    [InlineData("""{"id":"1","lines":[{"taxPercentage":20}]}""", "'' is not a percentage of the form \"8.25%\".")]
    [InlineData(
        """{"id":"1","customFields":{"tier":{"dat":"x"}}}""",
        "The custom field 'tier' is neither a text, a number, a flag, a list, a date nor a moment."
    )]
    [InlineData("""{"id":"1","customFields":["tier"]}""", "Custom fields are an object of names and values.")]
    [InlineData("""{"id":"1","currency":"Euro"}""", "'Euro' is not an ISO 4217 currency code")]
    public void Names_a_value_that_is_wrong(string json, string message)
    {
        var refused = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ConnectorsJson.Default.Invoice));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static string RoundTrip<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);

        Assert.Equal(value, JsonSerializer.Deserialize(json, type));
        return json;
    }

    private static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            document.RootElement.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
