using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// Deliveries as Intuit signs them, and two that Intuit published: in WebhooksServiceTest of its SDKs for .NET and for Java.
/// </summary>
internal static class SignedWebhooks
{
    public static Secret DotNetToken { get; } = new("00faeec4-08d0-4996-bb37-698ae19f0149");

    public static Secret JavaToken { get; } = new("b5771f19b12ddb4bcdb9f08bdc50bc63878a");

    public static WebhookRequest DotNetVector => Delivery(
        Utf8("""{"eventNotifications":[{"realmId":"1269959970","dataChangeEvent":{"entities":["""
            + """{"name":"Vendor","id":"40","operation":"Update","lastUpdated":"2016-10-05T03:09:04.000Z"},"""
            + """{"name":"Customer","id":"43","operation":"Create","lastUpdated":"2016-10-05T03:07:04.000Z"}]}}]}"""),
        "6q+xGyMirJupwKTh2/WBl2NcdxzxqdIbk3sneKTxLWM=");

    public static WebhookRequest JavaVector => Delivery(
        Utf8("""{"eventNotifications":[{"realmId":"1185883450","dataChangeEvent":{"entities":["""
            + """{"name":"Customer","id":"1","operation":"Create","lastUpdated":"2015-10-05T14:42:19-0700"}]}}]}"""),
        "JC2GUwciPmRBwEO7WvrRmKqu9tGOKL8FFallocTFi8Q=");

    /// <summary>The receiver as a host finds it, with the given verifier tokens configured.</summary>
    public static IWebhookReceiver Receiver(params Secret[] tokens) => new ServiceCollection()
        .AddSequenceConnectors(connectors => connectors.AddQuickBooks(quickbooks => quickbooks.App("production", app => Fill(app, tokens))))
        .BuildServiceProvider().GetRequiredService<SequenceConnectors>().SurfaceOf("quickbooks").Webhooks!;

    public static ReadOnlyMemory<byte> Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static WebhookRequest Sign(ReadOnlyMemory<byte> body, Secret token) =>
        Delivery(body, Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.Reveal()), body.Span)));

    public static WebhookRequest Sign(string body) => Sign(Utf8(body), JavaToken);

    public static string CloudEvent(
        string id, string realm = "310687", string type = "qbo.invoice.updated.v1", string entityId = "1234", string data = "{}") =>
        $$$"""
            {"specversion":"1.0","id":"{{{id}}}","source":"intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=","type":"{{{type}}}",
            "datacontenttype":"application/json","time":"2025-09-10T21:31:25.179851517Z","intuitentityid":"{{{entityId}}}","intuitaccountid":"{{{realm}}}","data":{{{data}}}}
            """;

    public static string Notification(string realm, string name = "Customer", string operation = "Update", string more = "") =>
        $$$"""
        {"realmId":"{{{realm}}}","dataChangeEvent":{"entities":[
        {"name":"{{{name}}}","id":"1","operation":"{{{operation}}}","lastUpdated":"2015-10-05T14:42:19-0700"{{{more}}}}]}}
        """;

    private static WebhookRequest Delivery(ReadOnlyMemory<byte> body, string signature) => new()
    {
        Method = "POST",
        Address = new("https://host.example/webhooks/quickbooks"),
        Headers = new Dictionary<string, string> { ["intuit-signature"] = signature, ["Content-Type"] = "application/cloudevents+json" },
        Body = body,
        ReceivedAt = Instant.FromUtc(2026, 3, 2, 12, 0),
    };

    private static void Fill(OAuthApp app, Secret[] tokens)
    {
        (app.ClientId, app.ClientSecret) = ("client", "secret");
        foreach (var token in tokens)
        {
            app.WebhookSecrets.Add(token);
        }
    }
}
