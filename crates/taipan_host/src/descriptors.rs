//! File descriptors of the system: numbers that programs pass around, and that nobody closes for them.

use std::{fs::File, io, path::Path};

/// What to do with an open descriptor.
#[derive(Debug)]
pub enum Descriptor<'a> {
    /// Closes it.
    Close,
    /// Reads into a buffer; the answer is the number of bytes.
    Read(&'a mut [u8]),
    /// Writes; the answer is the number of bytes.
    Write(&'a [u8]),
    /// Moves to `offset` from the start (0), the present place (1) or the end (2); the answer is the new place.
    Seek(i64, i32),
    /// Cuts or grows the file.
    Truncate(u64),
    /// Waits until all is on the disk.
    Sync,
    /// Another descriptor of the same file.
    Duplicate,
}

#[cfg(unix)]
mod system {
    use std::{
        ffi::CString,
        io::{Read, Seek, SeekFrom, Write},
        mem::ManuallyDrop,
        os::{
            fd::{FromRawFd, IntoRawFd},
            unix::ffi::OsStrExt,
        },
    };

    use super::{Descriptor, File, Path, io};

    pub(crate) fn open(path: &Path, flags: i32, mode: u32) -> io::Result<i32> {
        let path = CString::new(path.as_os_str().as_bytes())?;
        // SAFETY: the path ends with a zero, and the call keeps nothing of it.
        let fd = unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) };
        if fd < 0 { Err(io::Error::last_os_error()) } else { Ok(fd) }
    }

    /// The file of a descriptor, which whoever gets it must not close unless the descriptor is to be closed.
    pub(crate) fn borrowed(fd: i32) -> io::Result<ManuallyDrop<File>> {
        // SAFETY: looks at a number; a wrong one is an error.
        if fd < 0 || unsafe { libc::fcntl(fd, libc::F_GETFD) } < 0 {
            return Err(io::Error::from_raw_os_error(libc::EBADF));
        }
        // SAFETY: the descriptor is open. It stays so, as the file does not drop.
        Ok(ManuallyDrop::new(unsafe { File::from_raw_fd(fd) }))
    }

    pub(crate) fn act(fd: i32, what: Descriptor<'_>) -> io::Result<u64> {
        let mut file = borrowed(fd)?;
        match what {
            Descriptor::Close => {
                drop(ManuallyDrop::into_inner(file));
                Ok(0)
            }
            Descriptor::Read(into) => file.read(into).map(|count| count as u64),
            Descriptor::Write(bytes) => file.write(bytes).map(|count| count as u64),
            Descriptor::Seek(offset, 0) if offset >= 0 => file.seek(SeekFrom::Start(offset as u64)),
            Descriptor::Seek(offset, 1) => file.seek(SeekFrom::Current(offset)),
            Descriptor::Seek(offset, 2) => file.seek(SeekFrom::End(offset)),
            Descriptor::Seek(..) => Err(io::Error::from_raw_os_error(libc::EINVAL)),
            Descriptor::Truncate(size) => file.set_len(size).map(|()| 0),
            Descriptor::Sync => file.sync_all().map(|()| 0),
            Descriptor::Duplicate => file.try_clone().map(|copy| copy.into_raw_fd() as u64),
        }
    }

    pub(crate) fn pipe() -> io::Result<(i32, i32)> {
        let (reader, writer) = io::pipe()?;
        Ok((reader.into_raw_fd(), writer.into_raw_fd()))
    }
}

#[cfg(not(unix))]
mod system {
    use std::mem::ManuallyDrop;

    use super::{Descriptor, File, Path, io};

    pub(crate) fn open(_: &Path, _: i32, _: u32) -> io::Result<i32> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn borrowed(_: i32) -> io::Result<ManuallyDrop<File>> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn act(_: i32, _: Descriptor<'_>) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn pipe() -> io::Result<(i32, i32)> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

pub(crate) use system::{act, borrowed, open, pipe};
