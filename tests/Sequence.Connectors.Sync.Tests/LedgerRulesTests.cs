using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>The rules of QuickBooks as a host meets them that only publishes its records.</summary>
public sealed class LedgerRulesTests
{
    private static readonly CurrencyCode Euro = CurrencyCode.Parse("EUR");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-14")]
    [Trait("Behaviour", "S3-20")]
    [Trait("Behaviour", "S3-21")]
    public async Task The_host_has_the_page_of_each_document_in_QuickBooks()
    {
        await using var world = await SyncWorld.StartAsync();
        var invoice = await world.PushAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.CreditMemo(), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.CreditMemo(), HostEvent.Finalized);
        await world.SettleAsync();
        var memo = (string)Memo(world)["Id"]!;

        Assert.Equal(Page("invoice", invoice), (await LinkAsync<Invoice>(world, "I-1")).Address!.AbsoluteUri);
        Assert.Equal(Page("creditmemo", memo), (await LinkAsync<CreditMemo>(world, "M-1")).Address!.AbsoluteUri);

        string Page(string kind, string id) =>
            $"https://app.sandbox.qbo.intuit.com/app/login?pagereq={kind}%3FtxnId%3D{id}&deeplinkcompanyid={world.Company.RealmId}";
    }

    [Fact]
    [Trait("Behaviour", "S3-30")]
    [Trait("Trap", "quickbooks-10")]
    public async Task Voiding_a_credit_memo_gives_the_host_a_reason_and_leaves_it_as_it_is()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.CreditMemo(), HostEvent.Finalized);
        await world.SettleAsync();
        var stands = Memo(world).ToJsonString();

        await world.PublishAsync(HostRecords.CreditMemo() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();

        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("M-1", "verb.unsupported"), (problem.LocalId, Assert.Single(problem.Problems).Code));
        Assert.Equal("Void the credit memo in QuickBooks by hand, or delete it.", problem.Problems[0].Fix);
        Assert.Equal("2026-03-01", (string?)Memo(world)["TxnDate"]);
        Assert.Equal(stands, Memo(world).ToJsonString());
    }

    [Fact]
    [Trait("Behaviour", "S3-22")]
    public async Task A_customer_who_is_billed_in_two_currencies_has_one_of_each_there()
    {
        await using var world = await SyncWorld.StartAsync(profile: SyncWorld.WithoutTax with { MultiCurrency = true });
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice("I-1"), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.Invoice("I-2") with { Currency = Euro }, HostEvent.Finalized);
        await world.SettleAsync();
        var waiting = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("I-2", EntryState.Waiting), (waiting.LocalId, waiting.State));

        await world.PublishAsync(HostRecords.Customer() with { Currency = Euro }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal(["EUR", "USD"], world.Company.Customers.Where(SyncWorld.IsOurs).Select(Currency).Order());
        foreach (var (id, currency) in new[] { ("I-1", "USD"), ("I-2", "EUR") })
        {
            var invoice = world.There(HostRecords.Invoice(id));
            var customer = world.Company.Customers.Find((string)invoice["CustomerRef"]!["value"]!)!;
            Assert.Equal((currency, currency), (Currency(invoice), Currency(customer)));
        }

        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S3-23")]
    public async Task A_document_in_a_currency_that_the_company_does_not_keep_has_a_reason_and_goes_when_it_does()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer() with { Currency = Euro }, HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice() with { Currency = Euro }, HostEvent.Finalized);
        await world.SettleAsync();

        var reasons = (await world.ProblemsAsync()).SelectMany(one => one.Problems).ToList();
        Assert.Contains(reasons, one => one.Code == "currency.unsupported" && one is { Fix: not null, Link: not null });
        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");

        world.Company.Change(profile => profile with { MultiCurrency = true });
        await world.Engine.Problems.RetryAllAsync(world.Connection.Id, cancellationToken: Token);
        await world.SettleAsync();

        Assert.Equal("EUR", Currency(world.There(HostRecords.Invoice())));
        Assert.Empty(await world.ProblemsAsync());
    }

    /// <summary>Without a code nothing is sent; with the customer's, each line bears it, and both sums of tax are told.</summary>
    [Fact]
    [Trait("Behaviour", "S3-24")]
    [Trait("Behaviour", "S3-25")]
    [Trait("Behaviour", "S3-26")]
    public async Task A_customer_without_a_tax_code_holds_its_invoice_back_until_it_has_one()
    {
        await using var world = await SyncWorld.StartAsync(profile: QuickBooksCompanyProfile.UnitedKingdom);
        var pounds = CurrencyCode.Parse("GBP");
        await world.PublishAsync(HostRecords.Customer() with { Currency = pounds }, HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice() with { Currency = pounds }, HostEvent.Finalized);
        await world.SettleAsync();

        var problem = Assert.Single(await world.ProblemsAsync());
        var reason = Assert.Single(problem.Problems);
        Assert.Equal(("I-1", "tax.code.missing", "Lines[0].TaxRateId"), (problem.LocalId, reason.Code, reason.Path));
        Assert.NotNull(reason.Link);
        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");

        var customer = Assert.Single(world.Company.Customers, SyncWorld.IsOurs);
        world.Company.UpdateCustomer((string)customer["Id"]!, new() { ["DefaultTaxCodeRef"] = new JsonObject { ["value"] = "2" } });
        Assert.True(await world.Engine.Problems.RetryAsync(problem.Id, Token));
        await world.SettleAsync();

        var there = world.There(HostRecords.Invoice());
        Assert.Equal("2", (string?)there["Line"]![0]!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]);
        Assert.Equal(20m, (decimal)there["TxnTaxDetail"]!["TotalTax"]!);
        var log = await world.Engine.Problems.ReadLogAsync(new() { LocalId = "I-1" }, Token);
        Assert.Contains(
            Assert.Single(log).Notes,
            note => note is { Kind: MappingNoteKind.Differs, Path: nameof(Invoice.TaxTotal), From: "0", To: "20.00" });
        Assert.Empty(await world.ProblemsAsync());
    }

    private static JsonObject Memo(SyncWorld world) =>
        Assert.Single(world.Company.CreditMemos, one => (string?)one["DocNumber"] == "NM-1");

    private static string? Currency(JsonObject document) => (string?)document["CurrencyRef"]!["value"];

    private static async Task<Link> LinkAsync<TRecord>(SyncWorld world, string id)
        where TRecord : class, IRecord =>
        Assert.Single(await world.Engine.Links.FindAsync(world.Connection.Id, new(RecordType.Of<TRecord>(), id), Token));
}
