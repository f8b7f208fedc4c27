using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// What a host does, step by step: it publishes at once, or composes now and commits later; it reads its history and publishes
/// that when it is old; and people unlink records and link them again.
/// </summary>
internal sealed class HostStory(SyncEngine engine, ISyncStore store, SimulatedClock clock)
{
    private static readonly LocalRecord Customer = new(RecordType.Of<Customer>(), "C-1");
    private readonly List<Publication> _late = [];
    private readonly Dictionary<string, Invoice> _histories = [];
    private Link? _unlinkedCustomer;

    public enum Step
    {
        SaveCustomer,
        Finalize,
        Edit,
        Send,
        Void,
        SayAgain,
        EditAndCommitLater,
        CommitLate,
        ReadHistory,
        FillIn,
        LinkAnew,
        UnlinkOrLinkCustomer,
    }

    /// <summary>The invoices as the host has them in the end.</summary>
    public Dictionary<string, (Invoice Invoice, bool IsSent, bool IsVoided)> Books { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PlayAsync(Step step, string id)
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var isKnown = Books.TryGetValue(id, out var book);
        var isLive = isKnown && !book.IsVoided;
        switch (step)
        {
            case Step.SaveCustomer when _unlinkedCustomer is null:
                await PublishAsync(HostRecords.Customer(), HostEvent.Saved);
                break;
            case Step.Finalize when !isKnown:
                Books[id] = (HostRecords.Invoice(id), false, false);
                await PublishAsync(Books[id].Invoice, HostEvent.Finalized);
                break;
            case Step.Edit when isLive:
                await PublishAsync(Edit(id), HostEvent.Saved);
                break;
            case Step.EditAndCommitLater when isLive:
                _late.Insert(0, engine.Publisher.Compose("tenant", Edit(id), HostEvent.Saved));
                break;
            case Step.CommitLate:
                await CommitLateAsync();
                break;
            case Step.Send when isLive:
                Books[id] = book with { IsSent = true };
                await PublishAsync(book.Invoice, HostEvent.Sent);
                break;
            case Step.Void when isKnown:
                // Who voids has seen what was committed.
                await CommitLateAsync();
                Books[id] = book with { IsVoided = true };
                await PublishAsync(book.Invoice, HostEvent.Voided);
                break;
            case Step.SayAgain when isLive:
                await PublishAsync(book.Invoice, HostEvent.Finalized);
                break;
            case Step.ReadHistory when isLive:
                _histories[id] = book.Invoice;
                break;
            case Step.FillIn:
                await FillInAsync();
                break;
            case Step.LinkAnew:
                await CommitLateAsync();
                // A link by hand knows no revision: what was committed before is decided before.
                await engine.RunDueAsync(Token);
                await LinkAsync(await UnlinkAsync(new(RecordType.Of<Invoice>(), id)));
                break;
            case Step.UnlinkOrLinkCustomer:
                _unlinkedCustomer = _unlinkedCustomer is null ? await UnlinkCustomerAsync() : await LinkAsync(_unlinkedCustomer);
                break;
        }
    }

    /// <summary>Commits what is still open, and makes sure that there is a customer.</summary>
    public async Task EndAsync()
    {
        await CommitLateAsync();
        await FillInAsync();
        await LinkAsync(_unlinkedCustomer);
        await PublishAsync(HostRecords.Customer(), HostEvent.Saved);
    }

    private Invoice Edit(string id)
    {
        var book = Books[id];
        Books[id] = book with { Invoice = book.Invoice with { Memo = $"{book.Invoice.Memo}+" } };
        return Books[id].Invoice;
    }

    // The last one first.
    private async Task CommitLateAsync()
    {
        foreach (var publication in _late)
        {
            await engine.Publisher.PublishAsync([publication], Token);
        }

        _late.Clear();
    }

    private async Task FillInAsync()
    {
        foreach (var invoice in _histories.Values)
        {
            await engine.Publisher.PublishAsync("tenant", invoice, HostEvent.Finalized, new() { IsBackfill = true }, Token);
        }

        _histories.Clear();
    }

    // What was published of it before would make it a second time, and what is on its way needs it.
    private async Task<Link?> UnlinkCustomerAsync()
    {
        await engine.RunDueAsync(Token);
        var isCalm = (await store.ReadOpenEntriesAsync("connection", [Customer], Token)).Count == 0
            && (await store.ReadAttemptsAsync("connection", Token)).Count == 0;
        return isCalm ? await UnlinkAsync(Customer) : null;
    }

    private async Task<Link?> UnlinkAsync(LocalRecord record)
    {
        var link = (await store.FindLinksAsync("connection", [record], Token)).SingleOrDefault();
        return link is not null && await engine.Links.UnlinkAsync("connection", record, Token) is LinkOutcome.Unlinked ? link : null;
    }

    private async Task<Link?> LinkAsync(Link? unlinked)
    {
        if (unlinked is not null)
        {
            var link = unlinked with
            {
                Id = Guid.CreateVersion7(),
                Origin = LinkOrigin.Manual,
                Fingerprint = null,
                Revision = null,
                Version = 0,
            };
            Assert.Equal(CommitResult.Stored, await store.CommitAsync(new() { At = link.LinkedAt, Links = [link] }, Token));
        }

        return null;
    }

    private Task PublishAsync<TRecord>(TRecord record, HostEvent what)
        where TRecord : class, IRecord => engine.Publisher.PublishAsync("tenant", record, what, cancellationToken: Token);
}
