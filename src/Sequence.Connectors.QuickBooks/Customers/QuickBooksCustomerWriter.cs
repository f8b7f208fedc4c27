using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Writes customers, and says who has a name that QuickBooks refuses as taken: often a customer that was made inactive, which no
/// list shows.
/// </summary>
internal sealed class QuickBooksCustomerWriter(QuickBooksConnection connection) : IRecordWriter<Customer>
{
    private readonly QuickBooksWriter<Customer> _writer = new(connection, new QuickBooksCustomerFormat());

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        WriteIntent<Customer> IntentOf(WriteOutcome told) => intents.First(intent => intent.Key == told.IntentKey);
        await foreach (var outcome in _writer.WriteAsync(intents, context, cancellationToken).ConfigureAwait(false))
        {
            yield return outcome is WriteOutcome.Rejected { Problems: [{ Code: "name.taken" } problem] } rejected
                ? rejected with { Problems = [await NamedAsync(IntentOf(rejected), problem, cancellationToken).ConfigureAwait(false)] }
                : outcome;
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
        _writer.PlanAsync(intents, cancellationToken);

    private async Task<Problem> NamedAsync(WriteIntent<Customer> intent, Problem problem, CancellationToken cancellationToken)
    {
        try
        {
            var found = await FindNamesakeAsync(QuickBooksCustomerFormat.DisplayName(intent), cancellationToken).ConfigureAwait(false);
            return found is not { Id: { } id } namesake ? problem : problem with
            {
                Message = $"The {(namesake.Active == false ? "inactive " : "")}customer {id} in QuickBooks has this name.",
                Fix = namesake.Active == false
                    ? "Make that customer active in QuickBooks and link it, or give one of them another name."
                    : "Link that customer by hand, or give one of them another name.",
                Link = connection.Links.Customer(id),
            };
        }
        catch (ConnectorException)
        {
            // The refusal stands without the name of who is in the way.
            return problem;
        }
    }

    // QuickBooks adds "(deleted)" to the name of what is made inactive, and keeps the name taken.
    private async Task<QuickBooksCustomer?> FindNamesakeAsync(string name, CancellationToken cancellationToken)
    {
        var query = new QuickBooksQuery("Customer").IncludingArchived().WhereIn("DisplayName", [name, $"{name} (deleted)"]).Page(1, 1);
        var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return QuickBooksPage.Read(answer.Body, "Customer", QuickBooksCustomer.Shape).FirstOrDefault().Wire;
    }
}
