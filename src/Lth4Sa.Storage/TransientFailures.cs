using System.Data.Common;
using Azure;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Storage;

/// <summary>The failures that a retry may get over: a storage or database that does not answer, is busy or is full.</summary>
public static class TransientFailures
{
    /// <summary>Says whether a failure may be transient.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        IOException or TimeoutException or HttpRequestException => true,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        // Azure's clients that retry by themselves report how each attempt failed.
        AggregateException { InnerException: RequestFailedException } attempts => attempts.InnerExceptions.All(Is),
        SqliteException
        {
            SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_IOERR
                or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN,
        } => true,
        DbException database => database.IsTransient,
        _ => false,
    };
}
