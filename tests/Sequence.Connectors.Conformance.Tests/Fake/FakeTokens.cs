namespace Sequence.Connectors.Conformance.Tests;

/// <summary>The fake system's tokens: a token reaches the accounts that it was given for.</summary>
internal sealed class FakeTokens
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string[]> _codes = [];
    private readonly Dictionary<string, string[]> _refresh = [];
    private readonly Dictionary<string, string[]> _access = [];
    private int _number;

    public int Refreshes { get; private set; }

    public string NewCode(params string[] accounts)
    {
        lock (_gate)
        {
            var code = $"code-{++_number}";
            _codes[code] = accounts;
            return code;
        }
    }

    public (string Access, string Refresh, string[] Accounts) Exchange(string code)
    {
        lock (_gate)
        {
            return _codes.Remove(code, out var accounts) ? Issue(accounts) : throw new FakeFailure(FakeFailureKind.Unauthorized);
        }
    }

    public (string Access, string Refresh, string[] Accounts) Refresh(string token)
    {
        lock (_gate)
        {
            Refreshes++;
            return _refresh.Remove(token, out var accounts) ? Issue(accounts) : throw new FakeFailure(FakeFailureKind.Unauthorized);
        }
    }

    public void Check(string access)
    {
        lock (_gate)
        {
            if (!_access.ContainsKey(access))
            {
                throw new FakeFailure(FakeFailureKind.Unauthorized);
            }
        }
    }

    public void Expire()
    {
        lock (_gate)
        {
            _access.Clear();
        }
    }

    public void Revoke(Func<string, bool> isAccount)
    {
        lock (_gate)
        {
            foreach (var tokens in new[] { _refresh, _access })
            {
                foreach (var token in tokens.Where(one => one.Value.Any(isAccount)).Select(one => one.Key).ToArray())
                {
                    tokens.Remove(token);
                }
            }
        }
    }

    public void RevokeToken(string refresh)
    {
        string[]? accounts;
        lock (_gate)
        {
            accounts = _refresh.GetValueOrDefault(refresh);
        }

        Revoke(account => accounts?.Contains(account) == true);
    }

    public bool IsGranted(string account)
    {
        lock (_gate)
        {
            return _refresh.Values.Any(accounts => accounts.Contains(account));
        }
    }

    private (string Access, string Refresh, string[] Accounts) Issue(string[] accounts)
    {
        var tokens = ($"access-{++_number}", $"refresh-{_number}", accounts);
        _access[tokens.Item1] = accounts;
        _refresh[tokens.Item2] = accounts;
        return tokens;
    }
}
