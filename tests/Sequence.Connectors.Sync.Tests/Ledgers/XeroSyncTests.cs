using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>The engine with Xero: what the host does reaches Xero once, and what people do in Xero reaches the host.</summary>
public sealed class XeroSyncTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.Unavailable)]
    [Trait("Behaviour", "X-1")]
    public async Task What_is_finalized_in_the_host_is_one_invoice_in_Xero_whatever_becomes_of_the_answer(SimulatedFaultKind fault)
    {
        await using var world = await LedgersWorld.StartAsync();
        world.Xero.Faults.Add(
            new()
            {
                Kind = fault,
                When = request => request.Method == "PUT" && request.Path.EndsWith("/Invoices", StringComparison.Ordinal),
            }
        );
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        var there = world.InXero(HostRecords.Invoice());
        Assert.Equal(("AUTHORISED", 100m), ((string?)there["Status"], (decimal)there["Total"]!));
        Assert.Equal(0, world.Xero.Faults.Waiting);
        Assert.Empty(await world.ProblemsAsync());
        Assert.Empty(world.Told.All);
    }

    [Fact]
    [Trait("Behaviour", "X-1")]
    public async Task An_invoice_that_is_sent_later_moves_to_its_date_and_is_marked_as_sent()
    {
        await using var world = await LedgersWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice());

        var sent = HostRecords.Invoice() with { Status = DocumentStatus.Sent, IssueDate = new(2026, 3, 5), DueDate = new(2026, 4, 4) };
        await world.PublishAsync(sent, HostEvent.Sent);
        await world.SettleAsync();

        var there = world.InXero(sent);
        Assert.True((bool)there["SentToContact"]!);
        Assert.Equal("2026-03-05T00:00:00", (string?)there["DateString"]);
        Assert.Empty(world.Told.All);
        Assert.Empty(world.Organisation.SentMail);
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task A_payment_in_Xero_is_told_by_its_amount_and_taken_back_when_it_is_removed()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());

        var first = world.Organisation.ReceivePayment(id, 40m);
        await world.World.DeliverAsync(times: 2, Token);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.PartiallyPaid, 60m), Paid(world, 0));

        var second = world.Organisation.ReceivePayment(id, 60m);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.PartiallyPaid, PaymentStatus.Paid, 0m), Paid(world, 1));

        world.Organisation.DeletePayment(second);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.Paid, PaymentStatus.PartiallyPaid, 60m), Paid(world, 2));

        world.Organisation.DeletePayment(first);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.PartiallyPaid, PaymentStatus.Unpaid, 100m), Paid(world, 3));

        Assert.Equal(4, world.Told.All.Count);
        Assert.Equal(4, world.Told.All.Select(one => one.EffectId).Distinct().Count());
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    public async Task What_is_paid_in_the_host_is_paid_once_in_Xero_and_taken_back_with_it_and_is_no_news(SimulatedFaultKind fault)
    {
        await using var world = await LedgersWorld.StartAsync();
        var (first, second) = (await world.PushAsync(HostRecords.Invoice()), await world.PushAsync(HostRecords.Invoice("I-2")));
        var payment = new Payment
        {
            Id = "P-1",
            CustomerId = "C-1",
            Amount = 150m,
            Currency = CurrencyCode.Parse("USD"),
            Date = new(2026, 3, 6),
            Reference = "CHQ 7",
            State = PaymentState.Received,
            Allocations = [new() { InvoiceId = "I-1", Amount = 100m }, new() { InvoiceId = "I-2", Amount = 50m }],
        };
        world.Xero.Faults.Next(fault, times: 4, resource: "batchpayments");

        await world.PublishAsync(payment, HostEvent.Saved);
        await world.PublishAsync(payment, HostEvent.Saved);
        await world.SettleAsync();
        await world.World.SweepAsync(Token);

        Assert.Equal((0m, 50m), (Due(first), Due(second)));
        Assert.Single(world.Organisation.Documents("BatchPayment"));
        Assert.Empty(await world.ProblemsAsync());
        Assert.Empty(world.Told.All);

        await world.PublishAsync(payment with { Reference = "CHQ 8" }, HostEvent.Saved);
        await world.SettleAsync();
        Assert.Equal("record.fixed", Assert.Single(Assert.Single(await world.ProblemsAsync()).Problems).Code);

        await world.PublishAsync(payment with { State = PaymentState.Voided }, HostEvent.Voided);
        await world.SettleAsync();
        Assert.Equal((100m, 100m), (Due(first), Due(second)));

        decimal Due(string invoice) => (decimal)world.Organisation.Invoices.Find(invoice)!["AmountDue"]!;
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task What_is_voided_in_Xero_is_told_as_voided_and_nothing_else()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());

        world.Organisation.VoidInvoice(id);
        await world.SettleAsync();
        await world.World.SweepAsync(Token);

        var voided = Assert.IsType<InvoiceVoided>(Assert.Single(world.Told.All));
        Assert.Equal(("I-1", id), (voided.LocalId, voided.ExternalId));
    }

    [Fact]
    public async Task What_is_mailed_in_Xero_is_told_as_sent_once()
    {
        await using var world = await LedgersWorld.StartAsync();
        await world.PublishAsync(
            HostRecords.Customer() with
            {
                Contacts = [new Contact { Email = "ap@customer.example", BillingPreference = BillingPreference.Primary }],
            },
            HostEvent.Saved
        );
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        world.Organisation.EmailInvoice((string)world.InXero(HostRecords.Invoice())["InvoiceID"]!);
        await world.World.DeliverAsync(times: 2, Token);
        await world.SettleAsync();

        Assert.Equal(DocumentStatus.Sent, Assert.Single(world.Told.Of<InvoiceSent>()).Current.Status);
        Assert.Single(world.Told.All);
    }

    [Fact]
    public async Task What_the_engine_wrote_comes_back_as_events_and_asks_nothing_of_Xero()
    {
        await using var world = await LedgersWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Sent, IssueDate = new(2026, 3, 5) }, HostEvent.Sent);
        await world.World.RunUntilQuietAsync(cancellationToken: Token);
        var before = world.InXero(HostRecords.Invoice()).ToJsonString();
        world.Xero.Usage.Reset();

        Assert.True(await world.World.DeliverAsync(times: 3, Token) > 0);
        await world.World.RunUntilQuietAsync(cancellationToken: Token);
        Assert.Equal(0, world.Xero.Usage.TotalRequests);

        await world.World.SweepAsync(Token);
        await world.World.SweepAsync(Token);
        Assert.Empty(world.Told.All);
        Assert.Equal(before, world.InXero(HostRecords.Invoice()).ToJsonString());
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task What_no_webhook_told_is_found_by_the_sweep()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.PushAsync(HostRecords.Invoice("I-2"));
        var payment = world.Organisation.ReceivePayment(id, 100m);
        world.Organisation.VoidInvoice((string)world.InXero(HostRecords.Invoice("I-2"))["InvoiceID"]!);
        world.Xero.Webhooks.Lose();

        await world.World.SweepAsync(Token);
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.Paid, 0m), Paid(world, 0));
        Assert.Equal("I-2", Assert.Single(world.Told.Of<InvoiceVoided>()).LocalId);

        world.Organisation.DeletePayment(payment);
        world.Xero.Webhooks.Lose();
        await world.World.SweepAsync(Token);

        Assert.Equal((PaymentStatus.Paid, PaymentStatus.Unpaid, 100m), Paid(world, 1));
        Assert.Equal(3, world.Told.All.Count);
    }

    [Fact]
    [Trait("Behaviour", "X-3")]
    public async Task A_payment_that_moves_no_time_of_change_of_its_invoice_is_found_by_the_sweep_all_the_same_and_looked_at_once()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.World.SweepAsync(Token);
        var before = world.World.Clock.GetUtcNow().AddHours(-6);
        var payment = world.Organisation.ReceivePayment(id, 100m);
        world.Organisation.Restamp("Invoice", id, before);
        world.Xero.Webhooks.Lose();

        await world.World.SweepAsync(Token);
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.Paid, 0m), Paid(world, 0));

        world.Organisation.DeletePayment(payment);
        world.Organisation.Restamp("Invoice", id, before);
        world.Xero.Webhooks.Lose();
        await world.World.SweepAsync(Token);
        Assert.Equal((PaymentStatus.Paid, PaymentStatus.Unpaid, 100m), Paid(world, 1));
        Assert.Equal(2, world.Told.All.Count);

        var events = (await world.Store.QueryInboxAsync(new() { Max = 1000 }, Token)).Count;
        await world.World.SweepAsync(Token);
        Assert.Equal(events, (await world.Store.QueryInboxAsync(new() { Max = 1000 }, Token)).Count);
    }

    [Fact]
    public async Task Xero_hears_200_to_its_intent_to_receive_and_401_to_what_is_signed_wrongly_and_nothing_of_that_is_kept()
    {
        await using var world = await LedgersWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        var forged = world.Xero.Webhooks.Build(
            [new XeroEvent(world.Organisation.TenantId, "INVOICE", id, "UPDATE", world.World.Clock.GetUtcNow().AddHours(1))]);
        var headers = new Dictionary<string, string>(forged.Headers);
        headers[headers.Keys.Single(name => name.Equals("x-xero-signature", StringComparison.OrdinalIgnoreCase))] =
            "c2lnbmVkIGJ5IHNvbWVib2R5IGVsc2U=";

        var verdicts = new List<(int, bool)>();
        foreach (var delivery in world.Xero.Webhooks.IntentToReceive())
        {
            verdicts.Add(await ReceiveAsync(world, delivery.Body, delivery.Headers));
        }

        Assert.Equal([(200, true), (401, false), (401, false)], verdicts);
        var known = (await world.Store.QueryInboxAsync(new() { Max = 1000 }, Token)).Count;
        Assert.Equal((401, false), await ReceiveAsync(world, forged.Body, headers));
        Assert.Equal(known, (await world.Store.QueryInboxAsync(new() { Max = 1000 }, Token)).Count);
    }

    [Fact]
    [Trait("Behaviour", "X-6")]
    public async Task The_second_organisation_of_a_consent_gets_nothing_until_somebody_says_whose_it_is()
    {
        await using var world = await LedgersWorld.StartAsync();
        var other = world.Xero.AddOrganisation(XeroOrganisationProfile.UnitedStates with { Name = "The second", SampleData = false });
        var page = await world.World.Connectors.BeginConnectAsync(
            new()
            {
                Connector = "xero",
                App = "sandbox",
                Tenant = "tenant-1",
                RedirectUri = new("https://host.example/callback"),
            },
            Token
        );
        var connections = await world.World.Connectors.CompleteConnectAsync(
            world.Xero.Approve(page, world.Organisation.TenantId, other.TenantId),
            Token
        );
        var second = Assert.Single(connections, one => one.AccountId == other.TenantId);
        Assert.Equal(ConnectionState.Unassigned, second.State);

        await world.PushAsync(HostRecords.Invoice());
        other.AddContact("Somebody");
        await world.SettleAsync();
        Assert.Empty(other.Invoices);
        Assert.Empty(await world.ProblemsAsync());

        await world.World.Connectors.AssignAsync(second.Id, "second-entity", Token);
        await world.World.Connectors.ConfigureAsync(second.Id, settings => settings.With("accounts.default", "200"), Token);
        await world.Engine.Publisher.PublishAsync(
            "tenant-1",
            HostRecords.Customer("C-2"),
            HostEvent.Saved,
            new() { Entity = "second-entity" },
            Token
        );
        await world.Engine.Publisher.PublishAsync(
            "tenant-1",
            HostRecords.Invoice("I-2", "C-2"),
            HostEvent.Finalized,
            new() { Entity = "second-entity" },
            Token
        );
        await world.SettleAsync();

        world.InXero(HostRecords.Invoice("I-2", "C-2"), other);
        Assert.DoesNotContain(world.Organisation.Invoices, one => (string?)one["InvoiceNumber"] == "NI-2");
        Assert.Empty(await world.ProblemsAsync());
    }

    private static async Task<(int, bool)> ReceiveAsync(
        LedgersWorld world,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers
    )
    {
        var verdict = await world.Engine.ReceiveAsync(
            "xero",
            new()
            {
                Method = "POST",
                Address = new("https://host.example/webhooks/xero"),
                Headers = headers,
                Body = body,
                ReceivedAt = Instant.FromDateTimeOffset(world.World.Clock.GetUtcNow()),
            },
            cancellationToken: Token);
        return (verdict.StatusCode, verdict.IsAuthentic);
    }

    private static (PaymentStatus, PaymentStatus, decimal?) Paid(LedgersWorld world, int index)
    {
        var change = world.Told.Of<InvoicePaymentChanged>()[index];
        return (change.Before, change.After, change.Balance);
    }
}
