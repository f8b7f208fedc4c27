namespace Quickstart;

/// <summary>
/// Sends documents so that each becomes one document in QuickBooks, whatever crashes: an intent has the same key in every run, a
/// request is written down before it leaves, and what an earlier run left open is found out first.
/// </summary>
internal sealed class Push(Connection connection, References references, Links links, Action save, Screen screen)
{
    private const int BatchSize = 30;

    public int Created { get; private set; }

    public int Updated { get; private set; }

    public int Unchanged { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Documents of which it is not known whether they stand, or that were not tried.</summary>
    public int Open { get; private set; }

    /// <summary>Requests that may have had an effect.</summary>
    public int Writes { get; private set; }

    /// <summary>Shows what the first batch would send. Nothing is written.</summary>
    public async Task PlanAsync<TRecord>(
        RecordSet<TRecord> there,
        IEnumerable<TRecord> documents,
        Dictionary<string, Link<TRecord>> known,
        CancellationToken cancellationToken
    )
        where TRecord : class, IDocument
    {
        var intents = documents.Take(BatchSize).Select(document => Intent(document, known)).ToList();
        var plan = await there.PlanAsync(intents, cancellationToken);
        screen.Line(
            $"  Plan for the first {intents.Count}: {plan.Requests.Count} {(plan.Requests.Count == 1 ? "request" : "requests")}, {plan.Outcomes.Count} outcomes known without one, {plan.Notes.Sum(one => one.Notes.Count)} notes."
        );
        foreach (var request in plan.Requests)
        {
            screen.Detail($"{request.Method} {request.Path} carries {request.Members.Count}, {request.Body?.Length} characters");
        }
    }

    public async Task SendAsync<TRecord>(
        RecordSet<TRecord> there,
        IReadOnlyCollection<TRecord> documents,
        Dictionary<string, Link<TRecord>> known,
        CancellationToken cancellationToken
    )
        where TRecord : class, IDocument
    {
        var intents = documents.Select(document => Intent(document, known)).ToList();
        var byKey = intents.ToDictionary(intent => intent.Key);
        var context = new WriteContext
        {
            BeforeSend = (attempt, _) => WriteDown(attempt),
            Unsettled = links.Journal.Select(one => one.Attempt).ToValueList(),
        };
        var outcomes = new List<WriteOutcome>();
        await screen.CountAsync($"Sending {intents.Count} {RecordType.Of<TRecord>()}s", intents.Count, async advance =>
        {
            await foreach (var outcome in there.WriteAsync(intents, context, cancellationToken))
            {
                Remember(byKey[outcome.IntentKey].Record, outcome, known);
                outcomes.Add(outcome);
                advance();
            }
        });
        save();
        outcomes.ForEach(outcome => Show(byKey[outcome.IntentKey].Record, outcome));
    }

    private WriteIntent<TRecord> Intent<TRecord>(TRecord document, Dictionary<string, Link<TRecord>> known)
        where TRecord : class, IDocument
    {
        var link = known.GetValueOrDefault(document.Id);
        return new()
        {
            Key = IntentKey.Of<TRecord>(connection.Id, document.Id, revision: link?.Revision),
            Record = document,
            Target = link?.Target,
            Base = link?.Agreed,
            References = references,
        };
    }

    // The request leaves only after this is on disk; the outcomes of earlier requests go there with it.
    private ValueTask WriteDown(WriteAttempt attempt)
    {
        Writes++;
        links.Open(attempt);
        save();
        return ValueTask.CompletedTask;
    }

    private void Remember<TRecord>(TRecord document, WriteOutcome outcome, Dictionary<string, Link<TRecord>> known)
        where TRecord : class, IDocument
    {
        links.Close(outcome);
        if (outcome is WriteOutcome.Settled settled)
        {
            // No version is kept: our document wins over whatever was changed there, and payments change the version all the time.
            var revision = known.GetValueOrDefault(document.Id)?.Revision ?? 0;
            known[document.Id] = new(
                new() { ExternalId = settled.ExternalId, Parts = settled.Parts },
                document,
                outcome is WriteOutcome.Unchanged ? revision : revision + 1
            );
        }
    }

    private void Show(IDocument document, WriteOutcome outcome)
    {
        var name = $"{document.Number ?? document.Id}";
        switch (outcome)
        {
            case WriteOutcome.Unchanged:
                Unchanged++;
                screen.Result("unchanged", name);
                break;
            case WriteOutcome.Settled settled:
                var isNew = settled is WriteOutcome.Created;
                (Created, Updated) = isNew ? (Created + 1, Updated) : (Created, Updated + 1);
                var there = settled.Current as IDocument;
                var total = FormattableString.Invariant($"{there?.CurrencyText} {there?.GrossTotal}");
                screen.Result(isNew ? "created" : "updated", $"{there?.Number ?? name}  {total}  {settled.Link}");
                break;
            case WriteOutcome.Rejected rejected:
                Refused++;
                screen.Result("refused", name);
                foreach (var problem in rejected.Problems)
                {
                    screen.Reason(problem);
                }

                break;
            case WriteOutcome.Uncertain uncertain:
                Open++;
                screen.Result(
                    "uncertain",
                    $"{name}  {uncertain.Reason}{(uncertain.ProbeAfter is { } wait ? $" Ask again in {wait.TotalSeconds:0} seconds." : "")}"
                );
                break;
            case WriteOutcome.NotAttempted missed:
                Open++;
                screen.Result("not sent", $"{name}  {missed.Reason}");
                break;
        }

        foreach (var note in outcome.Notes)
        {
            screen.Detail($"note: {note}");
        }
    }
}
