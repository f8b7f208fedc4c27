namespace Sequence.Connectors.Sync.Tests;

public sealed class DocumentEventTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-13")]
    [Trait("Behaviour", "S3-15")]
    public async Task Sending_an_invoice_later_moves_its_date_and_marks_it_as_sent_without_a_mail()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice());
        Assert.Equal("2026-03-01", (string?)world.There(HostRecords.Invoice())["TxnDate"]);

        await world.PublishAsync(Sent("2026-03-05"), HostEvent.Sent);
        await world.SettleAsync();

        var there = world.There(HostRecords.Invoice());
        Assert.Equal(("2026-03-05", "EmailSent"), ((string?)there["TxnDate"], (string?)there["EmailStatus"]));
        Assert.Empty(world.Company.SentMail);
        Assert.Empty(world.Told.All);
    }

    [Fact]
    [Trait("Behaviour", "S3-15")]
    public async Task An_invoice_that_is_finalized_and_sent_at_once_is_one_invoice_that_is_marked_as_sent()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.PublishAsync(Sent("2026-03-01"), HostEvent.Sent);
        await world.SettleAsync();

        Assert.Equal("EmailSent", (string?)world.There(HostRecords.Invoice())["EmailStatus"]);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_draft_never_leaves_the_host()
    {
        await using var world = await SyncWorld.StartAsync();
        var draft = HostRecords.Invoice() with { Status = DocumentStatus.Draft };
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(draft, HostEvent.Drafted);
        await world.PublishAsync(draft, HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice("I-2") with { Status = DocumentStatus.Draft }, HostEvent.Finalized);
        await world.SettleAsync();

        Assert.DoesNotContain(world.Company.Invoices, one => ((string?)one["DocNumber"] ?? "").StartsWith("NI-", StringComparison.Ordinal));
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("I-2", "document.draft", FixedBy.Engineer), (problem.LocalId, problem.Problems[0].Code, problem.FixedBy));
    }

    [Fact]
    public async Task Voiding_in_the_host_voids_in_QuickBooks_and_is_no_news_to_the_host()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice());

        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();

        Assert.Equal(0m, world.There(HostRecords.Invoice())["TotalAmt"]!.GetValue<decimal>());
        Assert.Empty(world.Told.All);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task What_was_voided_before_it_was_ever_sent_is_not_made()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Voided }, HostEvent.Voided);
        await world.SettleAsync();

        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task Many_changes_at_once_become_one_write()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice());

        foreach (var net in new[] { 110m, 120m, 130m })
        {
            await world.PublishAsync(HostRecords.Invoice(net: net), HostEvent.Saved);
        }

        await world.SettleAsync();

        Assert.Equal(130m, world.There(HostRecords.Invoice())["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal("1", (string?)world.There(HostRecords.Invoice())["SyncToken"]);
        var log = await world.Engine.Problems.ReadLogAsync(new() { LocalId = "I-1" }, Token);
        Assert.Equal(2, log.Count(one => one.State == EntryState.Superseded));
    }

    [Fact]
    public async Task What_QuickBooks_refuses_has_a_reason_and_goes_when_it_was_mended()
    {
        await using var world = await SyncWorld.StartAsync();
        var other = world.Company.Invoices.First();
        var invoice = HostRecords.Invoice() with { Number = (string)other["DocNumber"]! };
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(invoice, HostEvent.Finalized);
        await world.SettleAsync();

        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal(("I-1", EntryState.Rejected, FixedBy.Finance), (problem.LocalId, problem.State, problem.FixedBy));
        Assert.NotEmpty(Assert.Single(problem.Problems).Message);
        Assert.NotNull(problem.RequestId);
        Assert.Null(problem.NextAttemptAt);

        world.Company.EditInvoice((string)other["Id"]!, new() { ["DocNumber"] = "another" });
        Assert.True(await world.Engine.Problems.RetryAsync(problem.Id, Token));
        await world.SettleAsync();

        Assert.Equal(100m, (decimal)world.There(invoice)["TotalAmt"]!);
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task What_someone_dismissed_is_not_sent()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.RunAsync();

        Assert.True(await world.Engine.Problems.DismissAsync(Assert.Single(await world.ProblemsAsync()).Id, Token));
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.SettleAsync();

        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");
        Assert.Empty(await world.ProblemsAsync());
    }

    private static Invoice Sent(string date) => HostRecords.Invoice() with
    {
        Status = DocumentStatus.Sent,
        IssueDate = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value,
    };
}
