using Microsoft.Extensions.Options;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Takes deliveries in: one address for all companies of an app, signed with the app's verifier token. After an answer other than
/// 200 Intuit holds back all later events, so that whatever is signed is acknowledged, readable or not.
/// https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
/// </summary>
internal sealed class QuickBooksWebhooks(IOptions<QuickBooksOptions> options) : IWebhookReceiver
{
    private const string SignatureHeader = "intuit-signature";

    public IReadOnlyList<Secret> Secrets => [.. options.Value.Apps.Values.SelectMany(app => app.WebhookSecrets).Distinct()];

    public WebhookVerdict Verify(WebhookRequest request, IReadOnlyList<Secret> secrets)
    {
        if (secrets.Count == 0)
        {
            return Refused(
                "webhook.secret.missing",
                "No verifier token is configured, so that no delivery can be told from a forged one.",
                "Set QuickBooks:Apps:<name>:WebhookSecrets:0 to the app's verifier token.");
        }

        if (request.FindHeader(SignatureHeader) is not { Length: > 0 } signature)
        {
            return Refused(
                "webhook.signature.missing",
                $"The delivery has no {SignatureHeader} header, so that it does not come from Intuit.",
                fix: null
            );
        }

        // Each is looked at: the time that it takes must not tell which one fits.
        var signers = secrets.Where(secret => WebhookSignature.IsHmacSha256(request.Body.Span, signature, [secret])).ToList();
        return signers.Count > 0
            ? QuickBooksWebhookBody.Read(request.Body) with { Apps = AppsOf(signers) }
            : Refused(
                "webhook.signature.wrong",
                "The delivery was signed with none of the configured verifier tokens, or changed on its way.",
                "Compare QuickBooks:Apps:<name>:WebhookSecrets with the verifier token at developer.intuit.com, and pass the body on byte for byte."
            );
    }

    // Each app has a token of its own, and a delivery of a sandbox app tells nothing of real companies.
    private ValueList<string> AppsOf(List<Secret> signers) =>
        options.Value.Apps.Where(app => app.Value.WebhookSecrets.Any(signers.Contains)).Select(app => app.Key).ToValueList();

    private static WebhookVerdict Refused(string code, string message, string? fix) => new()
    {
        StatusCode = 401,
        IsAuthentic = false,
        Problems = [new() { Code = code, Path = "", Message = message, Fix = fix }],
    };
}
