function _showDynClicks() { document.write("36"); }
