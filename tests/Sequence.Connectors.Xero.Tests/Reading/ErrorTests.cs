using System.Text;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.Xero.Tests;

public sealed class ErrorTests
{
    private static readonly Connection Connection = new()
    {
        Id = "c",
        Tenant = "t",
        Connector = "xero",
        Environment = ConnectorEnvironment.Production,
        App = "production",
        GrantId = "g",
        AccountId = "org",
    };

    [Theory]
    [InlineData("minute", "xero/production/org/minute", true)]
    [InlineData("Minute", "xero/production/org/minute", true)]
    [InlineData("concurrent", "xero/production/org/parallel", true)]
    [InlineData("appminute", "xero/production/minute", true)]
    [InlineData("DayLimit", "xero/production/org/day", false)]
    [InlineData("day", "xero/production/org/day", false)]
    [InlineData("", "xero/production/org/minute", true)]
    public void An_empty_429_is_told_by_its_header(string problem, string key, bool waits)
    {
        var fault = Read(429, "", ("X-Rate-Limit-Problem", problem));

        Assert.Equal(
            (ConnectorErrorKind.RateLimited, key, waits, true),
            (fault.Kind, fault.LimitKey, fault.IsTransient, fault.HadNoEffect)
        );
        Assert.NotNull(fault.RetryAfter);
    }

    [Fact]
    [Trait("Trap", "8 Refreshes forever on 401 AuthorizationUnsuccessful (scope) or 403 (tenant)")]
    public void An_expired_token_is_renewed_and_a_missing_scope_is_not()
    {
        var expired = Read(
            401,
            """{"Type":null,"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired at 01/23/2020 18:21:16","Extensions":{}}"""
        );
        var narrow = Read(401, """{"title":"Unauthorized","status":401,"detail":"AuthorizationUnsuccessful"}""");

        Assert.Equal((ConnectorErrorKind.Unauthorized, true), (expired.Kind, expired.RefreshToken));
        Assert.Equal((ConnectorErrorKind.Forbidden, false), (narrow.Kind, narrow.RefreshToken));
    }

    [Theory]
    [InlineData(403, """{"Title":"Forbidden","Detail":"AuthenticationUnsuccessful"}""", ConnectorErrorKind.Forbidden)]
    [InlineData(404, "<!DOCTYPE html><html>", ConnectorErrorKind.NotFound)]
    [InlineData(400, """{"ErrorNumber":17,"Type":"PostDataInvalidException","Message":"no"}""", ConnectorErrorKind.Invalid)]
    [InlineData(
        400,
        """{"ErrorNumber":10,"Message":"Idempotency Key abc is used with a different request."}""",
        ConnectorErrorKind.Conflict
    )]
    [InlineData(412, "", ConnectorErrorKind.Invalid)]
    [InlineData(501, "<ApiException/>", ConnectorErrorKind.NotSupported)]
    [InlineData(503, "The Xero API is currently offline for maintenance", ConnectorErrorKind.Unavailable)]
    public void Bodies_of_every_kind_are_classified(int status, string body, ConnectorErrorKind expected) =>
        Assert.Equal(expected, Read(status, body).Kind);

    [Fact]
    public void Every_reason_of_a_validation_is_told_wherever_it_stands()
    {
        var fault = Read(400, """
            {"ErrorNumber":10,"Type":"ValidationException","Message":"A validation exception occurred","Elements":[{"InvoiceID":"00000000-0000-0000-0000-000000000000",
            "LineItems":[{"ValidationErrors":[{"Message":"One."}]}],"ValidationErrors":[{"Message":"One."},{"Message":"Two."}]}]}
            """);

        Assert.Equal("One. Two.", fault.Message);
    }

    [Theory]
    [InlineData("Invoice # must be unique.", "number.taken")]
    [InlineData(
        "The contact name X is already assigned to another contact. The contact name must be unique across all active contacts.",
        "name.taken"
    )]
    [InlineData("This document cannot be edited as it has a payment or credit note allocated to it.", "document.paid")]
    [InlineData(
        "The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.",
        "document.paid"
    )]
    [InlineData("The document date cannot be before the period lock date, currently set at 31 March 2026", "books.closed")]
    [InlineData("The document date cannot be before the end of year lock date, currently set at 31 March 2026", "books.closed")]
    [InlineData(
        "The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.",
        "customer.archived"
    )]
    [InlineData(
        "The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.",
        "customer.archived"
    )]
    [InlineData("Account code '999' is not a valid code for this document.", "account.invalid")]
    [InlineData("The TaxType code 'INPUT' cannot be used with account code '630'.", "account.invalid")]
    [InlineData("Organisation is not subscribed to currency EUR", "currency.unsupported")]
    [InlineData("Payment amount exceeds the amount outstanding on this document", "amount.exceeds")]
    [InlineData("Invoice not of valid status for modification", "document.status")]
    [InlineData("Could not find line item(s) with the following id(s): 1", "reference.gone")]
    [InlineData("Something new", "xero.refused")]
    public void Reasons_are_known_by_their_words(string reason, string code) =>
        Assert.Equal(code, XeroRefusals.Of(reason, new XeroLinks(XeroLinks.DefaultTemplate, "!1")).Code);

    private static ApiFault Read(int status, string body, params (string Name, string Value)[] headers) =>
        new XeroErrors(new XeroLimits(Connection)).Read(
            new()
            {
                StatusCode = status,
                Body = Encoding.UTF8.GetBytes(body),
                Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
            }
        )!;
}
