using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Customers by assert: PUT makes or changes the one record whose unique attribute matches, one record a call. The attribute is
/// the host's own; by domain, an assert would take over a company that is not the host's. Asserting twice changes nothing, so an
/// open attempt is asserted again.
/// </summary>
internal sealed class AttioCompanyWriter(ConnectionContext connection, FakeTransport http) : IRecordWriter<Customer>
{
    private const string Path = "/v2/objects/companies/records?matching_attribute=billing_id";

    public async IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<Customer>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var intent in intents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.SettleOnly)
            {
                // Whether a query sees a record at once is not documented, so absence is never claimed: asserting again is the way to know.
                yield return Drafting.Lost(intent.Key, context.Unsettled.Single(attempt => attempt.Members.Contains(intent.Key)));
                continue;
            }

            var body = Body(intent);
            var attempt = Drafting.Attempt([intent], body, connection.Clock);
            await context.Journal(attempt, cancellationToken);
            yield return await SendAsync(intent, body, attempt);
        }
    }

    public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
        Task.FromResult(
            new WritePlan
            {
                Requests = intents
                    .Select(intent => new PlannedRequest
                    {
                        Method = "PUT",
                        Path = Path,
                        Body = Body(intent),
                        Members = [intent.Key],
                    })
                    .ToValueList(),
            }
        );

    private async Task<WriteOutcome> SendAsync(WriteIntent<Customer> intent, string body, WriteAttempt attempt)
    {
        try
        {
            var answer = await http.SendAsync("PUT", Path, body);
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            return answer.Status switch
            {
                // Thrown, so that the session tells this intent and all that follow as not attempted.
                429 => throw new ConnectorException(ConnectorErrorKind.RateLimited, "Attio's limit is used up.")
                {
                    RetryAfter = Duration.FromSeconds(1),
                },
                >= 400 => Drafting.Reject(
                    intent.Key,
                    $"attio.{root.GetProperty("code").GetString()}",
                    "",
                    root.GetProperty("message").GetString()!
                ),
                _ => Stands(intent, root.GetProperty("data")),
            };
        }
        catch (TimeoutException)
        {
            return Drafting.Lost(intent.Key, attempt);
        }
    }

    // An assert does not say whether it made the record. A host that knew none is told of one.
    private static WriteOutcome Stands(WriteIntent<Customer> intent, JsonElement data)
    {
        var (id, link) = (data.GetProperty("id").GetProperty("record_id").GetString()!, new Uri(data.GetProperty("web_url").GetString()!));
        return intent.Target is null
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id, Link = link }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id, Link = link };
    }

    private static string Body(WriteIntent<Customer> intent) => Drafting.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("values");
        json.WriteString("billing_id", intent.Record.Id);
        if (intent.Owns(nameof(Customer.Name)))
        {
            json.WriteString("name", intent.Record.Name);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
