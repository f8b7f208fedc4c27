using System.Text.Json;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Reads the two bodies of webhooks: an array of CloudEvents, and the older object with <c>eventNotifications</c>, which ends on
/// 31 July 2026. Either may tell of several companies. What cannot be read is a problem, and hides nothing else.
/// https://blogs.intuit.com/2025/11/12/upcoming-change-to-webhooks-payload-structure/
/// </summary>
internal sealed class QuickBooksWebhookBody
{
    private readonly List<WebhookEvent> _events = [];
    private readonly List<Problem> _problems = [];

    private QuickBooksWebhookBody()
    {
    }

    /// <summary>Reads a body that was found authentic.</summary>
    public static WebhookVerdict Read(ReadOnlyMemory<byte> body)
    {
        var reading = new QuickBooksWebhookBody();
        try
        {
            using var document = JsonDocument.Parse(body);
            reading.Root(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            reading.Unreadable("", "The body is not JSON in UTF-8.");
        }

        return new()
        {
            StatusCode = 200,
            IsAuthentic = true,
            Events = reading._events.ToValueList(),
            Problems = reading._problems.ToValueList(),
        };
    }

    private void Root(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            Each(root, "", CloudEvent);
        }
        else if (Member(root, "eventNotifications") is { ValueKind: JsonValueKind.Array } notifications)
        {
            Each(notifications, "eventNotifications", Notification);
        }
        else if (!CloudEvent(root, ""))
        {
            Unreadable("", "The body is neither an array of events nor an object with eventNotifications.");
        }
    }

    private bool Notification(JsonElement one, string path)
    {
        if (Text(one, "realmId") is not { } realm
            || Member(one, "dataChangeEvent") is not { } change
            || Member(change, "entities") is not { ValueKind: JsonValueKind.Array } entities)
        {
            return false;
        }

        Each(entities, $"{path}.dataChangeEvent.entities", (entity, _) => Entity(entity, realm));
        return true;
    }

    // Without an id of its own, an event is known by everything that it says. Its time counts in seconds, so that two changes of
    // one second are one event.
    private bool Entity(JsonElement one, string realm) =>
        Text(one, "name") is { } name && Text(one, "id") is { } id && Text(one, "operation") is { } operation
        && Add(realm, name, id, operation, Text(one, "lastUpdated"), Text(one, "deletedId"), key: null);

    private bool CloudEvent(JsonElement one, string path)
    {
        if (Text(one, "type") is not { } type || Text(one, "intuitaccountid") is not { } realm || Text(one, "intuitentityid") is not { } id)
        {
            return false;
        }

        var (name, operation) = type.Split('.') is ["qbo", { Length: > 0 } entity, { Length: > 0 } happened, ..]
            ? (entity, happened)
            : (type, type);
        return Add(
            realm,
            name,
            id,
            operation,
            Text(one, "time"),
            Member(one, "data") is { } data ? Text(data, "deletedId") : null,
            Text(one, "id")
        );
    }

    private bool Add(string realm, string name, string id, string operation, string? time, string? deletedId, string? key)
    {
        var kind = KindOf(operation);
        var merged = kind == WebhookEventKind.Merged ? deletedId : null;
        _events.Add(new()
        {
            AccountId = realm,
            RecordType = TypeOf(name),
            TypeText = name,
            ExternalId = merged ?? id,
            Kind = kind,
            KindText = operation,
            MergedInto = merged is null ? null : id,
            DedupeKey = key ?? string.Join('|', realm, name, id, operation, time, deletedId),
            At = QuickBooksValues.Moment(time),
        });
        return true;
    }

    private void Each(JsonElement array, string path, Func<JsonElement, string, bool> read)
    {
        var index = 0;
        foreach (var one in array.EnumerateArray())
        {
            var place = $"{path}[{index++}]";
            try
            {
                if (read(one, place))
                {
                    continue;
                }
            }
            catch (InvalidOperationException)
            {
                // A text that is no Unicode.
            }

            Unreadable(place, "The event does not name its company, its type and its record.");
        }
    }

    private void Unreadable(string path, string message) => _problems.Add(new()
    {
        Code = "webhook.unreadable",
        Path = path,
        Message = message,
        Fix = "Nothing: the delivery was acknowledged, and the next sweep finds what it told of.",
    });

    private static JsonElement? Member(JsonElement item, string name)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in item.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    private static string? Text(JsonElement item, string name) => Member(item, name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } given => given,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    private static RecordType? TypeOf(string name) => name.ToUpperInvariant() switch
    {
        "CUSTOMER" => RecordType.Of<Customer>(),
        "INVOICE" => RecordType.Of<Invoice>(),
        "CREDITMEMO" => RecordType.Of<CreditMemo>(),
        "PAYMENT" => RecordType.Of<Payment>(),
        "ITEM" => RecordType.Of<Product>(),
        "ACCOUNT" => RecordType.Of<LedgerAccount>(),
        _ => null,
    };

    // The older body has imperatives, CloudEvents participles.
    private static WebhookEventKind KindOf(string operation) => operation.ToUpperInvariant() switch
    {
        "CREATE" or "CREATED" => WebhookEventKind.Created,
        "UPDATE" or "UPDATED" => WebhookEventKind.Updated,
        "DELETE" or "DELETED" => WebhookEventKind.Deleted,
        "MERGE" or "MERGED" => WebhookEventKind.Merged,
        "VOID" or "VOIDED" => WebhookEventKind.Voided,
        "EMAILED" => WebhookEventKind.Sent,
        _ => WebhookEventKind.Unknown,
    };
}
