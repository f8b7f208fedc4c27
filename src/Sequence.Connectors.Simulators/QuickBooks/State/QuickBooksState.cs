using System.Globalization;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Writes everything that QuickBooks remembers to JSON and reads it back: companies, grants, replays, waiting events.</summary>
internal static class QuickBooksState
{
    public static JsonObject Write(QuickBooksSimulator simulator) => new()
    {
        ["companies"] = JsonMembers.Array(simulator.Companies.Select(CompanyState.Write)),
        ["grants"] = JsonMembers.Array(simulator.Authorization.Grants.Select(WriteGrant)),
        ["events"] = JsonMembers.Array(simulator.Webhooks.Pending.Select(WriteEvent)),
    };

    public static void Read(JsonObject state, QuickBooksSimulator simulator)
    {
        foreach (var company in state.Objects("companies"))
        {
            CompanyState.Read(company, simulator);
        }

        simulator.Authorization.Grants.AddRange(state.Objects("grants").Select(ReadGrant));
        foreach (var each in state.Objects("events"))
        {
            simulator.Webhooks.Add(
                new QuickBooksEvent(
                    each.Text("realmId")!,
                    each.Text("entity")!,
                    each.Text("id")!,
                    each.Text("operation")!,
                    Time(each, "at"),
                    each.Text("deletedId")
                )
            );
        }
    }

    public static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(JsonObject document, string member) =>
        DateTimeOffset.Parse(document.Text(member)!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static JsonObject WriteGrant(QuickBooksGrant grant)
    {
        var accessTokens = new JsonObject();
        foreach (var (token, until) in grant.AccessTokens)
        {
            accessTokens[token] = Text(until);
        }

        return new JsonObject
        {
            ["realmId"] = grant.RealmId,
            ["isSandbox"] = grant.IsSandbox,
            ["consentedAt"] = Text(grant.ConsentedAt),
            ["refreshToken"] = grant.RefreshToken,
            ["refreshTokenSince"] = Text(grant.RefreshTokenSince),
            ["refreshTokenUsedAt"] = Text(grant.RefreshTokenUsedAt),
            ["isRevoked"] = grant.IsRevoked,
            ["accessTokens"] = accessTokens,
        };
    }

    private static QuickBooksGrant ReadGrant(JsonObject grant)
    {
        var accessTokens = grant.Object("accessTokens")!;
        return new QuickBooksGrant
        {
            RealmId = grant.Text("realmId")!,
            IsSandbox = grant.Flag("isSandbox") != false,
            ConsentedAt = Time(grant, "consentedAt"),
            RefreshToken = grant.Text("refreshToken")!,
            RefreshTokenSince = Time(grant, "refreshTokenSince"),
            RefreshTokenUsedAt = Time(grant, "refreshTokenUsedAt"),
            IsRevoked = grant.Flag("isRevoked") == true,
            AccessTokens = accessTokens.ToDictionary(token => token.Key, token => Time(accessTokens, token.Key)),
        };
    }

    private static JsonObject WriteEvent(QuickBooksEvent each) => new()
    {
        ["realmId"] = each.RealmId,
        ["entity"] = each.Entity,
        ["id"] = each.Id,
        ["operation"] = each.Operation,
        ["at"] = Text(each.At),
        ["deletedId"] = each.DeletedId,
    };
}
