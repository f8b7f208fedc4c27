using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Writes the tokens that apps may look into, and the key that proves id tokens.</summary>
internal static class XeroJwt
{
    public const string Issuer = "https://identity.xero.com";

    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    public static string Access(
        string clientId, Guid? userId, Guid authEventId, string[] scopes, DateTimeOffset now, TimeSpan lifetime) => Write(
        Claims(clientId, userId, now, lifetime, content =>
        {
            content["aud"] = Issuer + "/resources";
            content["jti"] = Guid.NewGuid().ToString("N");
            content["authentication_event_id"] = authEventId.ToString();
            content["scope"] = JsonMembers.Array(scopes.Select(scope => (JsonNode)scope));
        }),
        _ => RandomNumberGenerator.GetBytes(32));

    public static string Id(string clientId, Guid userId, DateTimeOffset now) => Write(
        Claims(clientId, userId, now, TimeSpan.FromMinutes(5), content =>
        {
            content["aud"] = clientId;
            content["email"] = "kiri.tane@example.org";
            content["given_name"] = "Kiri";
            content["family_name"] = "Tane";
        }),
        content => Key.Value.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>The public key, for clients that check id tokens.</summary>
    public static JsonObject Keys()
    {
        var key = Key.Value.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = "simulated",
                ["n"] = Base64Url(key.Modulus!), ["e"] = Base64Url(key.Exponent!),
            }),
        };
    }

    public static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static JsonObject Claims(string clientId, Guid? userId, DateTimeOffset now, TimeSpan lifetime, Action<JsonObject> add)
    {
        var claims = new JsonObject
        {
            ["nbf"] = now.ToUnixTimeSeconds(), ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["iss"] = Issuer, ["client_id"] = clientId, ["auth_time"] = now.ToUnixTimeSeconds(),
        };
        if (userId is { } user)
        {
            (claims["sub"], claims["xero_userid"]) = (user.ToString("N"), user.ToString());
        }

        add(claims);
        return claims;
    }

    private static string Write(JsonObject claims, Func<byte[], byte[]> sign)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = "simulated", ["typ"] = "JWT" };
        var content = Part(header) + "." + Part(claims);
        return content + "." + Base64Url(sign(Encoding.ASCII.GetBytes(content)));
    }

    private static string Part(JsonObject content) => Base64Url(Encoding.UTF8.GetBytes(content.ToJsonString()));
}
