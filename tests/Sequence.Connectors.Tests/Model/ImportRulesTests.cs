namespace Sequence.Connectors.Tests;

public sealed class ImportRulesTests
{
    private static readonly Customer Customer = new()
    {
        Id = "58",
        Name = "Acme Ltd",
        Contacts = [new Contact { Email = "billing@acme.example", BillingPreference = BillingPreference.Primary }],
        BillingAddress = new Address
        {
            Line1 = "Torstraße 1",
            City = "Berlin",
            PostalCode = "10119",
            Country = CountryCode.Parse("DE"),
            CountryText = "DE",
        },
        Currency = CurrencyCode.Parse("EUR"),
        CurrencyText = "EUR",
        State = RecordState.Active,
        Source = new RecordSource { Connector = "fake", ExternalId = "58", Link = new("https://books.example/customers/58") },
    };

    [Fact]
    public void Accepts_a_customer_with_a_name_an_address_and_a_mail_address() => Assert.Empty(ImportRules.Check(Customer));

    [Fact]
    public void Gives_every_reason_at_once_each_with_a_link_to_the_record()
    {
        var problems = ImportRules.Check(new Customer
        {
            Id = "58",
            CurrencyText = "Euros",
            State = RecordState.Archived,
            BillingAddress = new Address { City = "Berlin", PostalCode = "10119", CountryText = "Germany" },
            Source = Customer.Source,
        });

        Assert.Equal(
            [
                "customer.name.missing",
                "customer.email.missing",
                "address.line1.missing",
                "address.country.invalid",
                "customer.currency.invalid",
                "customer.archived",
            ],
            problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.Equal(Customer.Source!.Link, problem.Link));
    }

    [Fact]
    public void Gives_no_link_where_the_record_has_no_page() =>
        Assert.Null(Assert.Single(ImportRules.Check(Customer with { Name = null, Source = null })).Link);

    [Theory]
    [InlineData("billing")]
    [InlineData("billing@acme")]
    [InlineData("a@b@acme.example")]
    [InlineData("a b@acme.example")]
    [InlineData("a@acme..example")]
    [InlineData("a@acme.example, b@acme.example")]
    public void Refuses_what_is_no_mail_address_and_names_it(string email)
    {
        var problem = Assert.Single(ImportRules.Check(With(email, BillingPreference.Primary)));

        Assert.Equal(("customer.email.invalid", "BillingEmail"), (problem.Code, problem.Path));
        Assert.Contains($"'{email}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_mail_address_of_the_primary_contact_only() => Assert.Equal(
        "customer.email.missing",
        Assert.Single(ImportRules.Check(With("copy@acme.example", BillingPreference.Standard))).Code);

    [Fact]
    public void Requires_an_address() =>
        Assert.Equal("address.missing", Assert.Single(ImportRules.Check(Customer with { BillingAddress = null })).Code);

    private static Customer With(string email, BillingPreference preference) =>
        Customer with { Contacts = [new Contact { Email = email, BillingPreference = preference }] };
}
