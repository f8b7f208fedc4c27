using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class BillingRecordTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly LocalDate Day = new(2026, 3, 1);
    private static readonly CreditGrant Grant = new()
    {
        Id = "g-1",
        CustomerId = "c-1",
        Unit = CreditUnit.Currency,
        Currency = Schedules.Euro,
        Amount = 100m,
    };

    private static readonly PaymentMethod Card = new()
    {
        Id = "pm-1",
        Kind = PaymentMethodKind.Card,
        Reference = "pm_1Nxyz",
        LastDigits = "4242",
    };

    [Fact]
    public void A_schedule_with_every_kind_of_price_comes_back_from_json_as_it_went()
    {
        PriceTier[] tiers =
        [
            new PriceTier
            {
                UpperBound = 50m,
                Rate = 2m,
                Fee = 10m,
            },
            new PriceTier
            {
                Rate = Percentage.FromPoints(3m),
                MinimumCharge = 2m,
                MaximumCharge = 9m,
            },
        ];
        var schedule = Schedules.Sound with
        {
            QuoteId = "q-1",
            DealId = "d-1",
            RecurrenceDayOfMonth = 31,
            ChargesAutomatically = false,
            AttachmentIds = ["a-1"],
            Prices =
            [
                .. Schedules.Sound.Prices,
                new Price.OneTime
                {
                    Id = "1",
                    Amount = 500m,
                    ListPriceId = "l",
                },
                new Price.Package
                {
                    Id = "2",
                    PackageSize = 100m,
                    PricePerPackage = 7.50m,
                    BillingFrequency = BillingFrequency.Unknown,
                    BillingFrequencyText = "FORTNIGHTLY",
                },
                new Price.Graduated
                {
                    Id = "3",
                    Tiers = [.. tiers],
                    CalculationMode = UsageCalculationMode.Cumulative,
                },
                new Price.Volume
                {
                    Id = "4",
                    Tiers = [.. tiers],
                    UsageMetricId = "m",
                },
            ],
        };

        var json = RoundTrip(schedule, ConnectorsJson.Default.BillingSchedule);

        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            ["Fixed", "Linear", "SeatBased", "OneTime", "Package", "Graduated", "Volume"],
            document.RootElement.GetProperty("prices").EnumerateArray().Select(price => price.GetProperty("kind").GetString()));
    }

    [Fact]
    public void An_amount_and_a_share_look_different_in_json() =>
        Assert.Equal(
            """[{"rate":20,"priceIds":[],"isSeparateLine":false},{"rate":"20%","priceIds":[],"isSeparateLine":false}]""",
            Compact(
                JsonSerializer.Serialize(
                    [new Discount { Rate = 20m }, new Discount { Rate = Percentage.FromFraction(0.2m) }],
                    ConnectorsJson.Default.DiscountArray
                )
            )
        );

    [Fact]
    public void The_kind_of_a_price_may_stand_anywhere() => Assert.Equal(
        new Price.Fixed { Id = "p", Amount = 5m },
        Assert.Single(JsonSerializer.Deserialize("""[{"amount":5,"id":"p","kind":"Fixed"}]""", ConnectorsJson.Default.PriceArray)!));

    [Theory]
    [InlineData(
        """[{"id":"p","kind":"Auction"}]""",
        "'Auction' is not a kind of price; the kinds are OneTime, Fixed, Linear, Package, Graduated, Volume, SeatBased."
    )]
    [InlineData("""[{"id":"p","kind":3}]""", "'3' is not a kind of price;")]
    [InlineData("""[{"id":"p"}]""", "A price needs a \"kind\": one of OneTime, Fixed,")]
    [InlineData("""["p"]""", "A price is an object, but String was read.")]
    [InlineData("""[{"id":"p","kind":"Linear","rate":"0.2"}]""", "'0.2' is not a percentage of the form \"8.25%\".")]
    [InlineData(
        """[{"id":"p","kind":"Linear","rate":true}]""",
        "A rate is a number or a percentage of the form \"8.25%\", but True was read."
    )]
    public void Names_a_price_that_is_wrong(string json, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ConnectorsJson.Default.PriceArray)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_other_record_comes_back_from_json_as_it_went()
    {
        RoundTrip(
            Grant with
            {
                Transactions =
                [
                    new CreditTransaction
                    {
                        Kind = CreditTransactionKind.Debit,
                        Amount = 5m,
                        InvoiceId = "i-1",
                        Date = Day,
                    },
                ],
            },
            ConnectorsJson.Default.CreditGrant
        );
        RoundTrip(
            new Quote
            {
                Id = "q-1",
                Kind = DealKind.Renewal,
                Status = QuoteStatus.Accepted,
                AcceptedAt = Noon,
                Prices = Schedules.Sound.Prices,
                Phases = Schedules.Sound.Phases,
            },
            ConnectorsJson.Default.Quote
        );
        RoundTrip(
            new Deal
            {
                Id = "d-1",
                Status = DealStatus.Won,
                StageText = "Won 🎉",
                ContactIds = ["1"],
                CloseDate = Day,
                Amount = 5m,
            },
            ConnectorsJson.Default.Deal
        );
        RoundTrip(
            new Company
            {
                Id = "58",
                CustomerId = "c-1",
                Domains = ["acme.example"],
                Contacts = [new Contact { Name = "Ann" }],
            },
            ConnectorsJson.Default.Company
        );
        RoundTrip(
            new Note
            {
                Id = "n-1",
                SubjectType = RecordType.Of<Customer>(),
                SubjectId = "c-1",
                Text = "Call back.",
                CreatedAt = Noon,
            },
            ConnectorsJson.Default.Note
        );
        RoundTrip(Card with { ExpiryMonth = 12, ExpiryYear = 2030 }, ConnectorsJson.Default.PaymentMethod);
        RoundTrip(
            new CustomerBillingFacts
            {
                Id = "c-1",
                AsOf = Noon,
                Balance = 5m,
                NextInvoiceDate = Day,
                Link = new("https://billing.example/c-1"),
                Usage = [new UsageFact { MetricId = "api", PeriodStart = Day, PeriodEnd = Day, Quantity = 3m }],
            },
            ConnectorsJson.Default.CustomerBillingFacts);
    }

    [Fact]
    [Trait("Behaviour", "S1-23")]
    public void An_invoice_carries_the_credit_that_it_uses_and_a_grant_the_invoices_that_used_it()
    {
        var grant = Grant with
        {
            Balance = 60m,
            Transactions =
            [
                new CreditTransaction { Kind = CreditTransactionKind.Credit, Amount = 100m, Date = Day },
                new CreditTransaction { Kind = CreditTransactionKind.Debit, Amount = 40m, InvoiceId = "i-1", Date = Day },
            ],
        };
        var invoice = new Invoice
        {
            Id = "i-1",
            CustomerId = "c-1",
            Currency = Schedules.Euro,
            IssueDate = Day,
            Status = DocumentStatus.Final,
            Lines = [new InvoiceLine { NetTotal = 100m }],
            AppliedCredits =
            [
                new AppliedCredit
                {
                    CreditGrantId = grant.Id,
                    Name = "Starter",
                    Amount = 40m,
                    TaxAmount = 7.60m,
                    State = AppliedCreditState.Applied,
                },
            ],
        };

        Assert.Empty(RecordRules.Check(grant));
        Assert.Empty(RecordRules.Check(invoice));
        RoundTrip(grant, ConnectorsJson.Default.CreditGrant);
        RoundTrip(invoice, ConnectorsJson.Default.Invoice);
        Assert.Equal(
            [("applied_credit.amount", "AppliedCredits[0].Amount"), ("applied_credit.projected", "AppliedCredits[0].State")],
            RecordRules.Check(invoice with { AppliedCredits = [new AppliedCredit { State = AppliedCreditState.Projected }] }).Codes());
    }

    [Fact]
    public void Credit_is_used_units_first_and_then_by_expiry()
    {
        CreditGrant[] grants =
        [
            Grant with { Id = "without end" },
            Grant with { Id = "late", ExpiryDate = Day.PlusDays(9) },
            Grant with { Id = "last day", ExpiryDate = Day, Balance = 1m },
            Grant with { Id = "units", Unit = CreditUnit.Metric, MetricId = "api", ExpiryDate = Day.PlusDays(99) },
            Grant with { Id = "expired", ExpiryDate = Day.PlusDays(-1) },
            Grant with { Id = "to come", EffectiveDate = Day.PlusDays(1) },
            Grant with { Id = "used up", Balance = 0m },
        ];

        Assert.Equal(["units", "last day", "late", "without end"], CreditGrant.InOrderOfUse(grants, Day).Select(grant => grant.Id));
    }

    [Fact]
    public void A_grant_on_its_own_names_its_customer() =>
        Assert.Equal(
            [("grant.customer.missing", "CustomerId"), ("grant.amount.missing", "Amount")],
            RecordRules.Check(Grant with { CustomerId = null, Amount = 0m }).Codes()
        );

    [Fact]
    public void An_invoice_that_is_still_filled_does_not_leave_the_host() => Assert.Contains(
        ("document.draft", "Status"), RecordRules.Check(new Invoice { Id = "i-1", Status = DocumentStatus.InProgress }).Codes());

    [Fact]
    public void A_note_is_about_a_record_and_says_something()
    {
        Assert.Equal(
            [("note.subject.missing", "SubjectId"), ("note.text.missing", "Text")],
            RecordRules.Check(new Note { Id = "n-1", Text = " " }).Codes()
        );
        Assert.Empty(
            RecordRules.Check(
                new Note
                {
                    Id = "n-1",
                    SubjectType = RecordType.Of<Invoice>(),
                    SubjectId = "i-1",
                    Title = "Paid late",
                }
            )
        );
    }

    [Theory]
    [InlineData("4242 4242 4242 4242")]
    [InlineData("378282246310005")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("gb29nwbk60161331926819")]
    public void A_payment_method_never_carries_a_number(string number)
    {
        var problem = Assert.Single(RecordRules.Check(Card with { Reference = number }));

        Assert.Equal(("payment_method.number", "Reference"), (problem.Code, problem.Path));
        Assert.DoesNotContain(number, problem.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["payment_method.number", "payment_method.digits.too_many"],
            RecordRules.Check(Card with { LastDigits = number }).Select(one => one.Code)
        );
    }

    [Theory]
    [InlineData("pm_1Nxyz")]
    [InlineData("4242424242424241")]
    [InlineData("DE89370400440532013001")]
    [InlineData("424242424242")]
    public void A_payment_method_carries_references(string reference) =>
        Assert.Empty(RecordRules.Check(Card with { Reference = reference }));

    [Fact]
    public void A_payment_method_needs_a_reference_and_shows_four_digits_at_most() => Assert.Equal(
        [("payment_method.reference.missing", "Reference"), ("payment_method.digits.too_many", "LastDigits")],
        RecordRules.Check(Card with { Reference = null, LastDigits = "14242" }).Codes());

    private static string RoundTrip<T>(T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(value, type);

        Assert.Equal(value, JsonSerializer.Deserialize(json, type));
        return json;
    }

    private static string Compact(string json) => string.Concat(json.Where(letter => !char.IsWhiteSpace(letter)));
}
