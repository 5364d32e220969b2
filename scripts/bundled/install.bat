@echo off
chcp 65001 >nul
rem 离线安装：install.bat [安装到哪个文件夹]，默认 C:\gongkai；不访问网络。
setlocal
set "here=%~dp0"
set "target=%~1"
if "%target%"=="" set "target=C:\gongkai"
set /p wanted=<"%here%python-version"
py -%wanted% -m venv "%target%"
if errorlevel 1 (
    echo 没有 Python %wanted%，或不能写入 %target%。请先安装 Python %wanted%（64 位）再重试
    exit /b 2
)
"%target%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-index --find-links "%here%wheels" --force-reinstall --no-deps --require-hashes -r "%here%requirements.txt"
if errorlevel 1 (
    echo 安装没有成功：安装包可能不完整，请重新复制
    exit /b 2
)
echo 已装到 %target%；试一试：%target%\Scripts\gongkai serve --data-dir 数据文件夹
