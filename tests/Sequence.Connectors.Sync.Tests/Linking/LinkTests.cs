using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

public sealed class LinkTests
{
    private static readonly RecordType Customers = RecordType.Of<Customer>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-4")]
    [Trait("Behaviour", "S3-29")]
    public async Task An_invoice_that_waits_goes_when_its_customer_is_linked_by_hand()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        var invoices = world.Sync.Company.Invoices.Count;
        await world.Sync.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.Sync.RunAsync();
        Assert.Equal(
            "reference.unlinked",
            Assert.Single(Assert.Single(await world.Sync.Engine.Problems.ListAsync(cancellationToken: Token)).Problems).Code
        );

        var outcome = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), $" {world.IdOf("Cool Cars")} ", Token);
        await world.Sync.RunAsync();

        Assert.Equal(LinkOrigin.Manual, Assert.IsType<LinkOutcome.Linked>(outcome).Link.Origin);
        Assert.Empty(await world.Sync.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal(invoices + 1, world.Sync.Company.Invoices.Count);
        var sent = Assert.Single(world.Sync.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");
        Assert.Equal(world.IdOf("Cool Cars"), (string?)sent["CustomerRef"]!["value"]);
    }

    [Fact]
    [Trait("Behaviour", "S3-29")]
    public async Task A_customer_is_linked_to_one_that_stands_there_or_created_from_the_host()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        var before = world.Sync.Company.Customers.Count;
        var page = (await world.Import.ReloadAsync(world.ConnectionId, world.IdOf("Cool Cars"), Token))!.Link!;

        var linked = Assert.IsType<LinkOutcome.Linked>(
            await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), page.AbsoluteUri, Token)
        );
        await world.Sync.PublishAsync(HostRecords.Customer("C-2"), HostEvent.Saved);
        await world.Sync.RunAsync();

        Assert.Equal(world.IdOf("Cool Cars"), linked.Link.ExternalId);
        Assert.Equal(CandidateState.Linked, (await world.CandidateAsync("Cool Cars")).State);
        Assert.Equal(before + 1, world.Sync.Company.Customers.Count);
        var created = Assert.Single(await world.Links.FindAsync(world.ConnectionId, new(Customers, "C-2"), Token));
        Assert.StartsWith(
            "Customer C-2",
            (string?)world.Sync.Company.Customers.Find(created.ExternalId)!["DisplayName"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Trait("Behaviour", "S4-22")]
    public async Task What_is_linked_is_changed_and_never_made_a_second_time()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        world.AddToHost("C-2");
        var id = world.IdOf("Cool Cars");
        await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), id, Token);
        var before = world.Sync.Company.Customers.Count;

        var second = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-2"), id, Token);
        var elsewhere = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), world.IdOf("Diego Rodriguez"), Token);
        var again = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), id, Token);
        await world.Sync.PublishAsync(HostRecords.Customer() with { Name = "Cooler Cars", Currency = null }, HostEvent.Saved);
        await world.Sync.RunAsync();

        Assert.Equal("link.remote.taken", Assert.IsType<LinkOutcome.Refused>(second).Problem.Code);
        Assert.Equal("link.local.taken", Assert.IsType<LinkOutcome.Refused>(elsewhere).Problem.Code);
        Assert.IsType<LinkOutcome.AlreadyLinked>(again);
        Assert.Empty(await world.Sync.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal(before, world.Sync.Company.Customers.Count);
        Assert.Equal("Cooler Cars", (string?)world.Sync.Company.Customers.Find(id)!["DisplayName"]);
    }

    [Fact]
    public async Task What_was_paid_before_it_was_linked_is_told_with_the_link_and_once()
    {
        var told = new PaidInvoices();
        await using var world = await PaidWorldAsync(told);
        var id = AddPaidInvoice(world, paid: 40m);

        await world.Links.LinkAsync(world.ConnectionId, new(RecordType.Of<Invoice>(), "I-1"), id, Token);

        var change = Assert.Single(told.Changes);
        Assert.Equal(("I-1", PaymentStatus.PartiallyPaid, 60m), (change.LocalId, change.After, change.Balance));
        await world.Sync.RunAsync();
        Assert.Single(told.Changes);
        world.Sync.Company.ReceivePayment(id, 60m);
        await SweepAsync(world);
        Assert.Equal([PaymentStatus.PartiallyPaid, PaymentStatus.Paid], told.Changes.Select(one => one.After));
    }

    [Fact]
    public async Task Nothing_is_linked_when_the_host_cannot_take_in_how_the_record_stands()
    {
        var told = new PaidInvoices { Fails = true };
        await using var world = await PaidWorldAsync(told);
        var id = AddPaidInvoice(world, paid: 100m);

        var outcome = await world.Links.LinkAsync(world.ConnectionId, new(RecordType.Of<Invoice>(), "I-1"), id, Token);

        Assert.Equal("link.reaction.failed", Assert.IsType<LinkOutcome.Refused>(outcome).Problem.Code);
        Assert.Null(await world.Links.FindByExternalIdAsync(world.ConnectionId, RecordType.Of<Invoice>(), id, Token));
    }

    [Fact]
    public async Task What_the_system_or_the_host_does_not_have_is_not_linked()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");

        var remote = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), "987654", Token);
        var local = await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-9"), world.IdOf("Cool Cars"), Token);

        Assert.Equal("link.remote.missing", Assert.IsType<LinkOutcome.Refused>(remote).Problem.Code);
        Assert.Equal("link.local.missing", Assert.IsType<LinkOutcome.Refused>(local).Problem.Code);
        Assert.Empty(await world.Links.ListAsync(world.ConnectionId, Customers, cancellationToken: Token));
    }

    [Fact]
    public async Task An_unlinked_customer_can_be_linked_or_imported_again()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        await world.Import.RunAsync(world.ConnectionId, cancellationToken: Token);
        await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), world.IdOf("Cool Cars"), Token);

        var unlinked = await world.Links.UnlinkAsync(world.ConnectionId, new(Customers, "C-1"), Token);
        var again = await world.Links.UnlinkAsync(world.ConnectionId, new(Customers, "C-1"), Token);

        Assert.Single(Assert.IsType<LinkOutcome.Unlinked>(unlinked).Links);
        Assert.Equal("link.missing", Assert.IsType<LinkOutcome.Refused>(again).Problem.Code);
        Assert.Equal(CandidateState.Ready, (await world.CandidateAsync("Cool Cars")).State);
        Assert.IsType<LinkOutcome.Linked>(
            await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), world.IdOf("Diego Rodriguez"), Token)
        );
        Assert.IsType<ImportOutcome.Imported>(Assert.Single(await world.CommitAsync("Cool Cars")));
    }

    private static Task<ImportWorld> PaidWorldAsync(PaidInvoices told) => ImportWorld.StartAsync(builder =>
    {
        builder.Services.AddSingleton(told);
        builder.React<InvoicePaymentChanged, PaidInvoices.Reaction>();
    });

    private static string AddPaidInvoice(ImportWorld world, decimal paid)
    {
        world.Books.Add(HostRecords.Invoice());
        var id = world.Sync.Company.AddInvoice(new JsonObject
        {
            ["CustomerRef"] = new JsonObject { ["value"] = world.IdOf("Cool Cars") },
            ["DocNumber"] = "BY-HAND-1",
            ["Line"] = new JsonArray(new JsonObject
            {
                ["DetailType"] = "SalesItemLineDetail",
                ["Amount"] = 100m,
                ["SalesItemLineDetail"] = new JsonObject
                {
                    ["ItemRef"] = new JsonObject { ["value"] = world.Sync.Connection.Settings.Find("items.default") },
                },
            }),
        });
        world.Sync.Company.ReceivePayment(id, paid);
        return id;
    }

    private static async Task SweepAsync(ImportWorld world)
    {
        world.Sync.Clock.Advance(TimeSpan.FromHours(4));
        await world.Sync.RunAsync();
    }
}
