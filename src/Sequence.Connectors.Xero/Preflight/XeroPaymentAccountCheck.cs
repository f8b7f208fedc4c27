namespace Sequence.Connectors.Xero;

/// <summary>Whether the accounts that payments go to can take them. Pure.</summary>
internal static class XeroPaymentAccountCheck
{
    public static IEnumerable<Problem> Problems(XeroSettings settings, IReadOnlyList<XeroAccount> accounts, XeroLinks links)
    {
        foreach (var (key, wanted) in settings.DepositAccounts)
        {
            var found = accounts
                .Where(one => one.AccountID == wanted || one.Code == wanted)
                .Select(one => (XeroAccount?)one)
                .FirstOrDefault();
            if (found is not { Status: "ACTIVE" } || found is not ({ Type: "BANK" } or { EnablePaymentsToAccount: true }))
            {
                yield return new()
                {
                    Code = "account.deposit.invalid",
                    Path = key,
                    Message = found is { } account
                        ? $"The account '{account.Name}' takes no payments: it is archived, or neither a bank account nor one that payments are enabled for."
                        : $"The account '{wanted}' for payments is not in Xero.",
                    Fix = $"Set '{key}' to the code or id of an active account that takes payments.",
                    Link = links.Accounts(),
                };
            }
        }
    }
}
