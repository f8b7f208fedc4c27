using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Uses credit memos, also where QuickBooks uses them by itself: a company may have it apply each new credit memo to the
/// customer's oldest open invoice at once. A use that stands already as it is wished is taken over; one that went elsewhere is
/// refused with where it went.
/// </summary>
internal sealed class QuickBooksCreditApplicationWriter(QuickBooksConnection connection) : IRecordWriter<CreditApplication>
{
    private readonly QuickBooksCreditApplicationFormat _format = new();
    private readonly QuickBooksWriter<CreditApplication> _writer = new(connection, new QuickBooksCreditApplicationFormat());

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<CreditApplication>> intents,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var outcome in await UsedAlreadyAsync(intents, context, cancellationToken).ConfigureAwait(false))
        {
            told.Add(outcome.IntentKey);
            yield return outcome;
        }

        var rest = intents.Where(intent => !told.Contains(intent.Key)).ToList();
        if (rest.Count > 0)
        {
            await foreach (var outcome in _writer.WriteAsync(rest, context, cancellationToken).ConfigureAwait(false))
            {
                yield return outcome;
            }
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<CreditApplication>> intents, CancellationToken cancellationToken) =>
        _writer.PlanAsync(intents, cancellationToken);

    private async Task<List<WriteOutcome>> UsedAlreadyAsync(
        IReadOnlyList<WriteIntent<CreditApplication>> intents, WriteContext context, CancellationToken cancellationToken)
    {
        var company = await connection.CompanyAsync(cancellationToken).ConfigureAwait(false);
        var open = context.Unsettled.SelectMany(attempt => attempt.Members).ToHashSet(StringComparer.Ordinal);
        var asked = intents.Where(intent => intent is { Verb: WriteVerb.Apply, Target: null } && !open.Contains(intent.Key)).ToList();
        if (!company.AutoApplyCredit || context.SettleOnly || asked.Count == 0)
        {
            return [];
        }

        var (memos, payments) = await ReadAsync(
                asked.Select(MemoOf).OfType<string>().Distinct(StringComparer.Ordinal),
                cancellationToken
            )
            .ConfigureAwait(false);
        var outcomes = new List<WriteOutcome>();
        foreach (var intent in asked.Where(intent => MemoOf(intent) is { } memo && memos.ContainsKey(memo)))
        {
            var uses = payments
                .Where(payment => IsTheirs(payment) && ((CreditApplication)payment.Record).CreditMemoId == MemoOf(intent))
                .ToList();
            if (
                await OutcomeAsync(intent, memos[MemoOf(intent)!], uses, context, cancellationToken).ConfigureAwait(false) is
                { } outcome
            )
            {
                outcomes.Add(outcome);
            }
        }

        return outcomes;
    }

    private async Task<WriteOutcome?> OutcomeAsync(
        WriteIntent<CreditApplication> intent,
        QuickBooksCreditUse memo,
        List<QuickBooksWritten> uses,
        WriteContext context,
        CancellationToken cancellationToken
    )
    {
        var invoice = intent.References.Find<Invoice>(intent.Record.InvoiceId);
        foreach (
            var use in uses.Where(use =>
                use.Record is CreditApplication one && one.InvoiceId == invoice && one.Amount == intent.Record.Amount
            )
        )
        {
            if (context.IsLinked is not { } isLinked || !await isLinked(use.Record.Id, cancellationToken).ConfigureAwait(false))
            {
                return Adopted(intent, use);
            }
        }

        return memo.RemainingCredit < intent.Record.Amount && uses.Count > 0 ? UsedElsewhere(intent, uses[0]) : null;
    }

    private static WriteOutcome.Created Adopted(WriteIntent<CreditApplication> intent, QuickBooksWritten use) => new()
    {
        IntentKey = intent.Key,
        ExternalId = use.Record.Id,
        Version = use.Version,
        Link = use.Record.Source?.Link,
        Current = use.Record,
        Adopted = true,
        Notes =
        [
            new()
            {
                Kind = MappingNoteKind.Adopted,
                Path = "",
                SystemPath = "Payment",
                To = use.Record.Id,
                Message = "QuickBooks had applied the credit memo to this invoice by itself; that was taken over.",
            },
        ],
    };

    private WriteOutcome.Rejected UsedElsewhere(WriteIntent<CreditApplication> intent, QuickBooksWritten use) =>
        new()
        {
            IntentKey = intent.Key,
            Problems =
            [
                new()
                {
                    Code = "credit.used_elsewhere",
                    Path = nameof(CreditApplication.CreditMemoId),
                    Message =
                        $"QuickBooks applied the credit memo by itself, to invoice {((CreditApplication)use.Record).InvoiceId}, and what is left of it is not enough.",
                    Fix = "Take that use back in QuickBooks, and turn off that it applies credits automatically.",
                    Link = connection.Links.Payment(use.Record.Id),
                },
            ],
        };

    private async Task<(Dictionary<string, QuickBooksCreditUse> Memos, List<QuickBooksWritten> Payments)> ReadAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var memos = new Dictionary<string, QuickBooksCreditUse>(StringComparer.Ordinal);
        foreach (var chunk in ids.Chunk(QuickBooksFacts.PageSize))
        {
            var answer = await connection
                .Api.QueryAsync(
                    new QuickBooksQuery("CreditMemo").WhereIn("Id", chunk).Page(1, QuickBooksFacts.PageSize),
                    cancellationToken
                )
                .ConfigureAwait(false);
            foreach (var (wire, _) in QuickBooksPage.Read(answer.Body, "CreditMemo", QuickBooksCreditUse.Shape))
            {
                if (wire is { Id: { } id } memo)
                {
                    memos[id] = memo;
                }
            }
        }

        var links = memos
            .Values.SelectMany(memo => memo.LinkedTxn ?? [])
            .Where(link => link is { TxnType: "Payment", TxnId: not null })
            .Select(link => link.TxnId!)
            .ToHashSet(StringComparer.Ordinal);
        var found = await new QuickBooksLookups<CreditApplication>(connection, _format)
            .FindAsync(links, cancellationToken)
            .ConfigureAwait(false);
        return (memos, [.. found.Values]);
    }

    private static string? MemoOf(WriteIntent<CreditApplication> intent) => intent.References.Find<CreditMemo>(intent.Record.CreditMemoId);

    // A use that bears our mark belongs to another intent.
    private bool IsTheirs(QuickBooksWritten payment) => !QuickBooksMark.IsOurs(payment.Mark, connection.Product);
}
