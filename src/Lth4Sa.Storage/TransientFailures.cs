using System.Data.Common;
using Azure;
using Microsoft.Data.Sqlite;

namespace Lth4Sa.Storage;

/// <summary>What is worth trying again: storages and databases that do not answer, are busy or full.</summary>
public static class TransientFailures
{
    public static bool Is(Exception exception) => exception switch
    {
        IOException or TimeoutException or HttpRequestException => true,
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        // Of Azure's clients that try again by themselves: how each attempt failed.
        AggregateException { InnerException: RequestFailedException } attempts => attempts.InnerExceptions.All(Is),
        SqliteException
        {
            SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN,
        } => true,
        DbException database => database.IsTransient,
        _ => false,
    };
}
