using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// The statements that change one table, made once from the model: the names, types and conversions are those that queries use.
/// Rows go to the database past the change tracker, which would cost several times as much.
/// </summary>
internal sealed class Table
{
    private readonly Statement[] _inserts;

    private Table(IEntityType type, ISqlGenerationHelper sql)
    {
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = ColumnsOf(type, table, sql);
        var guards = columns.Where(column => column.IsKey || column.IsGuarded).ToArray();
        var name = sql.DelimitIdentifier(table.Name, table.Schema);

        _inserts =
        [
            Insert(table, columns, sql),
            .. type.GetMappingFragments(StoreObjectType.Table)
                .Select(part => Insert(part.StoreObject, ColumnsOf(type, part.StoreObject, sql), sql)),
        ];
        Update = new Statement(sql)
            .Append($"UPDATE {name} SET ")
            .AppendAssignments(columns.Where(column => !column.IsKey && !column.IsFixed))
            .Append(" WHERE ")
            .AppendConditions(guards);
        Delete = new Statement(sql).Append($"DELETE FROM {name} WHERE ").AppendConditions(guards);
    }

    /// <summary>Replaces the row of the same key, and of the same version where versions are guarded; its version counts on.</summary>
    public Statement Update { get; }

    /// <summary>Removes the row of the same key, and of the same version where versions are guarded.</summary>
    public Statement Delete { get; }

    /// <summary>Adds rows; their versions count on.</summary>
    public async Task InsertAsync<TRow>(DbTransaction transaction, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        foreach (var insert in _inserts)
        {
            await insert.RunAsync(transaction, rows, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The table of a type of row.</summary>
    /// <exception cref="InvalidOperationException">The context's model does not have it.</exception>
    public static Table Of<TRow>(DbContext context)
        where TRow : class
    {
        var type =
            context.Model.FindEntityType(typeof(TRow))
            ?? throw new InvalidOperationException(
                $"{context.GetType().Name} has no tables of Sequence.Connectors. Call modelBuilder.AddSequenceConnectors() in its OnModelCreating, and add a migration."
            );
        return type.GetOrAddRuntimeAnnotationValue(
            "Sequence:Table",
            sql => new Table(type, sql!),
            context.GetService<ISqlGenerationHelper>()
        );
    }

    private static Statement Insert(StoreObjectIdentifier table, Column[] columns, ISqlGenerationHelper sql) =>
        new Statement(sql)
            .Append($"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} (")
            .Append(string.Join(", ", columns.Select(column => column.Name)))
            .Append(") VALUES (")
            .AppendValues(columns)
            .Append(")");

    private static Column[] ColumnsOf(IEntityType type, StoreObjectIdentifier table, ISqlGenerationHelper sql) =>
        [
            .. type.GetFlattenedProperties()
                .Where(property => property.GetColumnName(table) is not null)
                .Select(property => new Column(property, table, sql)),
        ];
}
