using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Writes webhook bodies as QuickBooks does, and signs them.</summary>
internal static class QuickBooksWebhookPayloads
{
    public static string Sign(ReadOnlySpan<byte> body, string verifierToken) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(verifierToken), body));

    public static string CloudEvents(IEnumerable<QuickBooksEvent> events, Func<Guid> newId) => JsonMembers.Array(events.Select(each =>
    {
        var data = new JsonObject();
        if (each.DeletedId is not null)
        {
            data["deletedId"] = each.DeletedId;
        }

        return new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = newId().ToString(),
            ["source"] = "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
            ["type"] = $"qbo.{Lower(each.Entity)}.{PastTense(each.Operation)}.v1",
            ["datacontenttype"] = "application/json",
            ["time"] = each.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture) + "00Z",
            ["intuitentityid"] = each.Id,
            ["intuitaccountid"] = each.RealmId,
            ["data"] = data,
        };
    })).ToJsonString();

    public static string Legacy(IEnumerable<QuickBooksEvent> events) => new JsonObject
    {
        ["eventNotifications"] = JsonMembers.Array(events.GroupBy(each => each.RealmId).Select(realm => new JsonObject
        {
            ["realmId"] = realm.Key,
            ["dataChangeEvent"] = new JsonObject { ["entities"] = JsonMembers.Array(realm.Select(LegacyEntity)) },
        })),
    }.ToJsonString();

    private static JsonObject LegacyEntity(QuickBooksEvent each)
    {
        var entity = new JsonObject
        {
            ["name"] = each.Entity,
            ["id"] = each.Id,
            ["operation"] = each.Operation,
            // QuickBooks: the offset of the older format has no colon.
            ["lastUpdated"] = PacificTime.Stamp(each.At).Remove("yyyy-MM-ddTHH:mm:ss-HH".Length, 1),
        };
        if (each.DeletedId is not null)
        {
            entity["deletedId"] = each.DeletedId;
        }

        return entity;
    }

    private static string PastTense(string operation) => operation switch
    {
        "Create" => "created",
        "Update" => "updated",
        "Delete" => "deleted",
        "Void" => "voided",
        "Merge" => "merged",
        _ => "emailed",
    };

#pragma warning disable CA1308 // the vendor writes entity names in lower case
    private static string Lower(string entity) => entity.ToLowerInvariant();
#pragma warning restore CA1308
}
