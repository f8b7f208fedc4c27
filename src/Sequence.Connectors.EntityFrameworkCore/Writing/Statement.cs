using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>A statement with a parameter for each value that it takes from a row.</summary>
internal sealed class Statement(ISqlGenerationHelper sql)
{
    private readonly StringBuilder _text = new();
    private readonly List<(Column Column, bool CountsOn)> _parameters = [];

    public Statement Append(string text)
    {
        _text.Append(text);
        return this;
    }

    public Statement AppendValues(IEnumerable<Column> columns) =>
        AppendJoined(columns, ", ", column => Parameter(column, countsOn: column.IsVersion));

    public Statement AppendAssignments(IEnumerable<Column> columns) =>
        AppendJoined(columns, ", ", column => $"{column.Name} = {Parameter(column, countsOn: column.IsVersion)}");

    public Statement AppendConditions(IEnumerable<Column> columns) =>
        AppendJoined(columns, " AND ", column => $"{column.Name} = {Parameter(column, countsOn: false)}");

    /// <summary>Runs the statement for each row, by one command that the database prepares once.</summary>
    /// <returns>The rows for which it changed nothing, in their order.</returns>
    public async Task<IReadOnlyList<TRow>> RunAsync<TRow>(
        DbTransaction transaction,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var command = transaction.Connection!.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.Transaction = transaction;
        command.CommandText = _text.ToString();
        var parameters = _parameters.Select((one, index) => one.Column.AddTo(command, sql.GenerateParameterName($"p{index}"))).ToArray();
        var untouched = new List<TRow>();
        foreach (var row in rows)
        {
            Bind(parameters, row);
            if (await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) == 0)
            {
                untouched.Add(row);
            }
        }

        return untouched;
    }

    private Statement AppendJoined(IEnumerable<Column> columns, string separator, Func<Column, string> text)
    {
        _text.AppendJoin(separator, columns.Select(text));
        return this;
    }

    private string Parameter(Column column, bool countsOn)
    {
        _parameters.Add((column, countsOn));
        return sql.GenerateParameterNamePlaceholder($"p{_parameters.Count - 1}");
    }

    private void Bind(DbParameter[] parameters, object row)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var (column, countsOn) = _parameters[i];
            var value = column.Read(row);
            parameters[i].Value = countsOn ? (long)value + 1 : value;
        }
    }
}
